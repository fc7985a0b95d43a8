using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;
using PaperBot.Answering.Replies;
using PaperBot.Prompts;
using PaperBot.Testing;
using PaperBot.Testing.Fakes;

namespace PaperBot.Models;

/// <summary>A model that a test wrote, as use cases get it: by the name of its file, loaded by a runtime.</summary>
internal sealed class ScriptedEngine : IDisposable
{
    /// <summary>As shown.</summary>
    public const string Name = "scripted";

    private readonly string _folder = Directory.CreateTempSubdirectory("paperbot-model-").FullName;

    public ScriptedEngine(IChatClient model, TimeProvider? clock = null)
    {
        var file = Path.Combine(_folder, Name + ".gguf");
        File.WriteAllText(file, "not really a model");
        var options = Options.Create(new ModelOptions { Chat = file });
        Engines = new ChatEngines(GivenModels.Chosen(options), [new FakeRuntime(_ => model)], options, clock ?? TimeProvider.System);
        Replies = new ReplyReader(clock ?? TimeProvider.System);
    }

    public static PromptCatalogue Prompts { get; } = PromptCatalogue.Load(Path.Combine(Repository.Root, "prompts"));

    public ChatEngines Engines { get; }

    public ReplyReader Replies { get; }

    /// <summary>Every way in which a model can be of no use, by name.</summary>
    public static TheoryData<string> Broken() => ["empty", "blank", "thinking only", "looping", "half of JSON", "other language", "prompt", "nonsense", "error at once", "error midway", "busy", "unavailable", "endless"];

    public static ScriptedModel OfKind(string kind) => kind switch
    {
        "empty" => new ScriptedModel(""),
        "blank" => new ScriptedModel(" \n\t\n "),
        "thinking only" => new ScriptedModel("<think>The abstract is about a probe, so"),
        "looping" => new ScriptedModel(string.Concat(Enumerable.Repeat("the probe of the probe of ", 4000))),
        "half of JSON" => new ScriptedModel("""{"problem": "Models inv"""),
        "other language" => new ScriptedModel("Wir stellen eine Sonde vor, die erfundene Tatsachen in Sprachmodellen findet. Sie ist sehr genau."),
        "prompt" => new ScriptedModel(request => request[0].Text),
        "nonsense" => new ScriptedModel("lorem ipsum dolor sit amet. {\"a\": [1, 2}"),
        "error at once" => new ScriptedModel("x") { Failure = (0, new InvalidOperationException("broken")) },
        "error midway" => new ScriptedModel("We introduce a probe of LLM states. The probe finds 83% of the invented facts.") { Failure = (30, new InvalidOperationException("broken")) },
        "busy" => new ScriptedModel("x") { Failure = (0, new ModelBusyException(3, null)) },
        "unavailable" => new ScriptedModel("x") { Failure = (0, new ModelUnavailableException("The endpoint is gone; start it.")) },
        "endless" => new ScriptedModel(string.Concat(Enumerable.Range(0, 30_000).Select(i => $"word{i} "))),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
