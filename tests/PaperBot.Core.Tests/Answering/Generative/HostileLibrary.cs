using Microsoft.Extensions.AI;
using PaperBot.Testing.Fakes;

namespace PaperBot.Answering.Generative;

/// <summary>A library with every hostile paper, asked with a model that each test tells how to behave.</summary>
public sealed class HostileLibrary : IDisposable
{
    private readonly ModelFixture _library;

    public HostileLibrary()
    {
        Model = new ScriptedModel(messages => Reply(messages));
        _library = new ModelFixture(Model, [.. AnsweringFixture.Some, .. HostileCase.Read("hostile-abstracts.jsonl").Select(hostile => hostile.Paper())]);
    }

    public ScriptedModel Model { get; }

    public Func<IReadOnlyList<ChatMessage>, string> Reply { get; set; } = _ => "";

    /// <summary>A model that does as it is told, whoever tells it.</summary>
    public static string Obey(HostileCase hostile, IReadOnlyList<ChatMessage> messages) => hostile.Does.Replace("{system}", messages[0].Text, StringComparison.Ordinal);

    /// <summary>A model that copies the first sentence of the evidence.</summary>
    public static string Behave(IReadOnlyList<ChatMessage> messages) =>
        messages[^1].Text.Split('\n').First(line => line.StartsWith("[1] ", StringComparison.Ordinal))[4..] + " [1]";

    internal Task<List<AnswerUpdate>> AskAsync(string question) => _library.UpdatesAsync(new AskRequest(question), options => options.EnoughEvidence = -10);

    /// <summary>Everything that was shown, withdrawn text included.</summary>
    internal static string Shown(IEnumerable<AnswerUpdate> updates) => string.Concat(updates.Select(update => update switch
    {
        TextDelta delta => delta.Text,
        StartedAnew anew => "\n" + anew.Reason + "\n",
        Completed completed => "\n" + completed.Answer.Text + "\n" + completed.Answer.EngineNote,
        NotFound notFound => "\n" + notFound.Reason,
        _ => "",
    }));

    public void Dispose() => _library.DisposeAsync().AsTask().GetAwaiter().GetResult();
}
