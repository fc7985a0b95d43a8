using PaperBot.Answering;
using PaperBot.Models;

namespace PaperBot.Diagnostics.Evaluation;

/// <summary>What became of one question.</summary>
/// <param name="Qid">Its id.</param>
/// <param name="Question">As asked.</param>
/// <param name="Outcome"><c>answered</c>, <c>notFound</c> or <c>refused</c>.</param>
/// <param name="Text">The answer without citation marks, or why there is none.</param>
/// <param name="Answerable">The library is said to hold the answer.</param>
/// <param name="Hit1">The right paper came first.</param>
/// <param name="Hit5">The right paper was among the first five.</param>
/// <param name="GoldFound">Phrases found in the answer.</param>
/// <param name="GoldTotal">Phrases looked for.</param>
/// <param name="Words">Words of the answer.</param>
/// <param name="Quotes">Quotes given.</param>
/// <param name="VerbatimQuotes">Quotes that stand in the stored text letter for letter.</param>
/// <param name="Kept">Sentences that passed the check.</param>
/// <param name="Dropped">Sentences that did not.</param>
/// <param name="Evidence">The score of the evidence; null when nothing was found.</param>
public sealed record AnswerOutcome(
    string Qid,
    string Question,
    string Outcome,
    string Text,
    bool Answerable,
    bool Hit1,
    bool Hit5,
    int GoldFound,
    int GoldTotal,
    int Words,
    int Quotes,
    int VerbatimQuotes,
    int Kept,
    int Dropped,
    double? Evidence)
{
    public bool Answered => Outcome == "answered";

    /// <summary>Who wrote the answer.</summary>
    public string Engine { get; init; } = ChatEngines.Extractive;

    /// <summary>Why the model that was wanted did not write it; null when nothing is amiss.</summary>
    public string? EngineNote { get; init; }

    /// <summary>What the model wrote; null when none was asked.</summary>
    public WritingCount? Writing { get; init; }

    /// <summary>A neural embedder's vectors ranked.</summary>
    public bool IsNeural { get; init; }
}
