using PaperBot.Answering.Sufficiency;
using PaperBot.Retrieval;

namespace PaperBot.Answering;

/// <summary>What happens on the way to an answer; every front end renders the same updates. The last one is <see cref="Completed"/>, <see cref="NotFound"/> or <see cref="Refused"/>.</summary>
public abstract record AnswerUpdate;

/// <summary>Looking for papers.</summary>
/// <param name="Query">The stand-alone question that is searched for.</param>
public sealed record Searching(string Query) : AnswerUpdate;

/// <summary>The papers the answer rests on so far, numbered as cited; comes before the text that first cites one, and again with all of them when another is cited.</summary>
public sealed record SourcesFound(IReadOnlyList<Source> Items) : AnswerUpdate;

/// <summary>More text of the answer; already checked.</summary>
public sealed record TextDelta(string Text) : AnswerUpdate;

/// <summary>The whole answer.</summary>
public sealed record Completed(Answer Answer) : AnswerUpdate;

/// <summary>The library does not hold the answer.</summary>
/// <param name="Reason">One plain sentence.</param>
/// <param name="MaybeRelated">Up to three papers; not sources.</param>
/// <param name="Retrieval">What was found, for <c>--why</c>.</param>
/// <param name="Timings">How long it took.</param>
public sealed record NotFound(string Reason, IReadOnlyList<Source> MaybeRelated, RetrievalResult Retrieval, AnswerTimings Timings) : AnswerUpdate
{
    /// <summary>Why it was not enough; null when nothing was decided.</summary>
    public SufficiencyDecision? Sufficiency { get; init; }
}

/// <summary>The question waits for its turn with the model; more updates follow.</summary>
/// <param name="Position">Requests before this one, this one included: 1 is next.</param>
/// <param name="EstimatedWait">Null when nothing is known yet.</param>
public sealed record Busy(int Position, TimeSpan? EstimatedWait) : AnswerUpdate;

/// <summary>What was shown so far is withdrawn, sources and text; the answer begins again.</summary>
/// <param name="Reason">One plain sentence.</param>
public sealed record StartedAnew(string Reason) : AnswerUpdate;

/// <summary>The question itself cannot be taken (empty, too long).</summary>
public sealed record Refused(string Reason) : AnswerUpdate;

/// <summary>A numbered source of an answer.</summary>
/// <param name="N">From 1, as cited in the text.</param>
/// <param name="PaperId">The paper.</param>
/// <param name="Title">Its title.</param>
/// <param name="Published">Day of publication, when known.</param>
/// <param name="Url">Its page, when known.</param>
/// <param name="Score">Retrieval score.</param>
/// <param name="IsDescription">True when quotes from it are PaperBot's description.</param>
public sealed record Source(int N, string PaperId, string Title, DateOnly? Published, string? Url, double Score, bool IsDescription = false);

/// <summary>A complete, checked answer.</summary>
/// <param name="Question">As asked.</param>
/// <param name="Engine"><c>extractive</c> or a model's name.</param>
/// <param name="Text">All claims as one text with [n] marks.</param>
/// <param name="Claims">In order.</param>
/// <param name="Sources">Numbered as cited.</param>
/// <param name="Checked">How many sentences passed and failed the check.</param>
/// <param name="Timings">How long it took.</param>
/// <param name="Retrieval">For <c>--why</c>.</param>
/// <param name="Checks">Every sentence that was checked, dropped ones included, for <c>--why</c>.</param>
public sealed record Answer(
    string Question,
    string Engine,
    string Text,
    IReadOnlyList<Claim> Claims,
    IReadOnlyList<Source> Sources,
    CheckCount Checked,
    AnswerTimings Timings,
    RetrievalResult Retrieval,
    IReadOnlyList<ClaimCheck> Checks)
{
    /// <summary>Why the evidence was enough; null when nothing was decided.</summary>
    public SufficiencyDecision? Sufficiency { get; init; }

    /// <summary>Why a model that was wanted did not write it, one plain sentence; null when nothing is amiss.</summary>
    public string? EngineNote { get; init; }

    /// <summary>What the model wrote, whether it was used or not; null when no model was asked.</summary>
    public WritingCount? Writing { get; init; }
}

/// <summary>What became of a model's reply.</summary>
/// <param name="PromptHash">Hash of the prompt file it was asked with.</param>
/// <param name="Written">Sentences it wrote.</param>
/// <param name="Dropped">Those that were not shown.</param>
/// <param name="Repaired">Those that were shown with another citation than it gave.</param>
/// <param name="Quoted">Sentences quoted besides, for what it left out.</param>
public sealed record WritingCount(string PromptHash, int Written, int Dropped, int Repaired, int Quoted);

/// <summary>Sentences that passed and failed.</summary>
public sealed record CheckCount(int Kept, int Dropped);

/// <summary>Wall-clock milliseconds of each step.</summary>
public sealed record AnswerTimings(double RetrieveMs, double ComposeMs, double CheckMs, double TotalMs);

/// <summary>The verdict on one sentence.</summary>
/// <param name="Text">The sentence.</param>
/// <param name="Failures">Empty when it passed; else each reason in a few words.</param>
public sealed record ClaimCheck(string Text, IReadOnlyList<string> Failures)
{
    public bool Passed => Failures.Count == 0;

    /// <summary>What was wrong with the sentence's citation before it was set right; null when nothing was.</summary>
    public string? Repair { get; init; }
}
