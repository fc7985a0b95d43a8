using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;
using PaperBot.Models;
using PaperBot.Papers;
using PaperBot.Prompts;
using PaperBot.Retrieval;
using PaperBot.Retrieval.Embedding;
using PaperBot.Testing;
using PaperBot.Testing.Fakes;

namespace PaperBot.Answering.Generative;

/// <summary>A library of a few papers, asked with a model whose replies a test writes.</summary>
internal sealed class ModelFixture : IAsyncDisposable
{
    public const string ModelName = "parrot";

    private readonly TemporaryFolder _folder = new();
    private readonly SearchFixture _papers;
    private readonly ChatEngines _engines;

    public ModelFixture(IChatClient model, params Paper[] papers)
    {
        _papers = new SearchFixture(papers.Length > 0 ? papers : AnsweringFixture.Some);
        // Any file will do: the runtime makes a model of it.
        File.WriteAllText(_folder.File(ModelName + ".gguf"), "GGUF");
        var options = Options.Create(new ModelOptions { Folder = _folder.Path, Chat = ModelName + ".gguf" });
        Runtime = new FakeRuntime(_ => model);
        _engines = new ChatEngines(GivenModels.Chosen(options), [Runtime], options, TimeProvider.System);
    }

    public static PromptCatalogue Prompts { get; } = PromptCatalogue.Load(Path.Combine(Repository.Root, "prompts"));

    public static BuiltInEmbedder Embedder { get; } = new(Options.Create(new EmbedderOptions { TablePath = Path.Combine(Repository.Root, "models", "science-static.bin") }));

    public FakeRuntime Runtime { get; }

    public SearchFixture Papers => _papers;

    /// <summary>The clock of the engine; real unless set.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    public AskQuestion Ask(Action<AnsweringOptions>? configure = null)
    {
        var options = new AnsweringOptions();
        configure?.Invoke(options);
        return new AskQuestion(_papers.Search, Options.Create(options), Clock, Embedder, _engines, Prompts);
    }

    public async Task<List<AnswerUpdate>> UpdatesAsync(AskRequest request, Action<AnsweringOptions>? configure = null)
    {
        var updates = new List<AnswerUpdate>();
        await foreach (var update in Ask(configure).RunAsync(request, CancellationToken.None))
            updates.Add(update);
        return updates;
    }

    public async Task<Answer> AnswerAsync(string question = "What are retrieval heads?", Action<AnsweringOptions>? configure = null) =>
        (await UpdatesAsync(new AskRequest(question), configure))[^1].ShouldBeOfType<Completed>().Answer;

    public async ValueTask DisposeAsync()
    {
        await _engines.DisposeAsync();
        _papers.Dispose();
        _folder.Dispose();
    }
}
