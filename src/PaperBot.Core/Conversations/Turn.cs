using PaperBot.Answering;
using PaperBot.Models;

namespace PaperBot.Conversations;

/// <summary>One question of a conversation and what came of it.</summary>
/// <param name="Question">As typed.</param>
/// <param name="StandAlone">What was searched for.</param>
/// <param name="Topic">What a pronoun in the next question stands for.</param>
/// <param name="Result">The last update: an answer, or why there was none. Null in a conversation read back: scores and checks are not kept.</param>
public sealed record Turn(string Question, string StandAlone, string Topic, AnswerUpdate? Result)
{
    /// <summary>The answer's sources; empty when there was none. In a conversation read back, those papers the library still holds.</summary>
    public IReadOnlyList<Source> Sources { get; init; } = Result is Completed completed ? completed.Answer.Sources : [];

    /// <summary>The answer, or why there was none.</summary>
    public string Text { get; init; } = Result switch { Completed completed => completed.Answer.Text, NotFound notFound => notFound.Reason, _ => "" };

    /// <summary>Who wrote the answer.</summary>
    public string Engine { get; init; } = Result is Completed completed ? completed.Answer.Engine : ChatEngines.Extractive;

    /// <summary>The model that made the question stand alone; null when the rules did, or nothing had to be done.</summary>
    public string? RewrittenBy { get; init; }

    /// <summary>When it was answered, UTC.</summary>
    public DateTimeOffset Time { get; init; }

    /// <summary>"understood as …, by …" for a question that was rewritten; null for one that was not.</summary>
    public string? Understanding => Question == StandAlone ? null : $"understood as: {StandAlone}, by {RewrittenBy ?? "rules"}";
}
