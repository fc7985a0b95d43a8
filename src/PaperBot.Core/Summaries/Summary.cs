using PaperBot.Answering;
using PaperBot.Models;
using PaperBot.Summaries.Ranking;

namespace PaperBot.Summaries;

/// <summary>How much to tell.</summary>
public enum SummaryLength
{
    /// <summary>One sentence.</summary>
    Line,

    /// <summary>Three or four key sentences.</summary>
#pragma warning disable CA1720 // The word users write; no one takes it for a number type here.
    Short,
#pragma warning restore CA1720

    /// <summary>Problem, method, results and limits, each with its sentences.</summary>
    Full,
}

/// <summary>Who reads.</summary>
public enum Audience
{
    /// <summary>The sentences as they are.</summary>
    Expert,

    /// <summary>Sentences without heavy notation; abbreviations spelled out where the abstract does it.</summary>
    Student,

    /// <summary>The simplest sentences that stand alone, with the meaning of technical words beside them.</summary>
    Anyone,
}

/// <summary>What is wanted.</summary>
public sealed record SummaryRequest
{
    public SummaryLength Length { get; init; } = SummaryLength.Short;

    public Audience Audience { get; init; } = Audience.Expert;

    /// <summary>Who writes: <c>auto</c>, <c>extractive</c> or a model's name.</summary>
    public string Engine { get; init; } = ChatEngines.Auto;
}

/// <summary>A summary in which every sentence rests on a span of the abstract.</summary>
/// <param name="PaperId">The paper.</param>
/// <param name="Title">Its title, as shown.</param>
/// <param name="Published">Day of publication, when known.</param>
/// <param name="Url">Its page, when known.</param>
/// <param name="IsDescription">True when the library holds PaperBot's own description instead of the authors' abstract.</param>
/// <param name="Length">As asked.</param>
/// <param name="Audience">As asked.</param>
/// <param name="Parts">One named <c>summary</c>, or <c>problem</c>, <c>method</c>, <c>results</c>, <c>limits</c>; empty when the library holds no abstract.</param>
/// <param name="Glosses">For <see cref="Audience.Anyone"/>: PaperBot's own words on technical terms of the summary; not from the paper.</param>
/// <param name="Checked">How many sentences, whoever wrote them, passed the check against the abstract and how many were dropped.</param>
public sealed record Summary(
    string PaperId,
    string Title,
    DateOnly? Published,
    string? Url,
    bool IsDescription,
    SummaryLength Length,
    Audience Audience,
    IReadOnlyList<SummaryPart> Parts,
    IReadOnlyList<Gloss> Glosses,
    CheckCount Checked)
{
    /// <summary>The model that wrote at least a part, else <c>extractive</c>.</summary>
    public string Engine { get; init; } = ChatEngines.Extractive;

    /// <summary>Why another engine than the one wanted wrote some or all of it; null when nothing is amiss.</summary>
    public string? Note { get; init; }

    /// <summary>False when no part says anything.</summary>
    public bool IsStated => Parts.Any(part => part.IsStated);
}

/// <summary>A part of a summary.</summary>
/// <param name="Name">What it tells.</param>
/// <param name="Claims">In the order of the abstract; empty when the abstract does not state it.</param>
public sealed record SummaryPart(string Name, IReadOnlyList<Claim> Claims)
{
    /// <summary>Name of the only part of a line or a short summary.</summary>
    internal const string Whole = "summary";

    /// <summary>The parts of a full summary and which sentences tell them.</summary>
    internal static IReadOnlyList<(string Name, SentenceRole Role)> Structure { get; } =
        [("problem", SentenceRole.Problem), ("method", SentenceRole.Method), ("results", SentenceRole.Results), ("limits", SentenceRole.Limits)];

    /// <summary>Who wrote it.</summary>
    public string Engine { get; init; } = ChatEngines.Extractive;

    /// <summary>False when the abstract says nothing of it.</summary>
    public bool IsStated => Claims.Count > 0;
}

/// <summary>What a technical term means, in PaperBot's words.</summary>
public sealed record Gloss(string Term, string Meaning);
