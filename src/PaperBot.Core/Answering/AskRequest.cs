using PaperBot.Models;
using PaperBot.Retrieval.Indexing;

namespace PaperBot.Answering;

/// <summary>A question to answer.</summary>
/// <param name="Question">Stand-alone; a follow-up of a conversation is rewritten before.</param>
public sealed record AskRequest(string Question)
{
    /// <summary>Restricts the papers; joined with what the question itself says.</summary>
    public PaperFilter Filter { get; init; } = PaperFilter.None;

    /// <summary>Who writes: <see cref="ChatEngines.Auto"/>, <see cref="ChatEngines.Extractive"/> or a model's name. Where it cannot, the answer is quoted and says why.</summary>
    public string Engine { get; init; } = ChatEngines.Auto;

    /// <summary>On whose behalf; a user has one request running in a model at a time. Null: every request is its own.</summary>
    public string? User { get; init; }
}
