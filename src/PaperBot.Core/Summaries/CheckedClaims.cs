using PaperBot.Answering;
using PaperBot.Answering.Checking;
using PaperBot.Papers;
using PaperBot.Summaries.Ranking;

namespace PaperBot.Summaries;

/// <summary>Makes the claims of a summary or a comparison on one paper and lets through only what its abstract supports.</summary>
internal sealed class CheckedClaims(Paper paper)
{
    private static readonly ClaimChecker Checker = new();

    private readonly Paper _head = paper with { Abstract = AnalyzedPaper.Head(paper) };

    /// <summary>Claims let through and claims held back so far.</summary>
    public CheckCount Count { get; private set; } = new(0, 0);

    /// <summary>The claim, cleaned for display, or null when the abstract does not support it.</summary>
    /// <param name="text">What is to be shown.</param>
    /// <param name="quotes">Verbatim spans of the abstract it rests on.</param>
    /// <exception cref="InvalidOperationException">A quote is not a span of the abstract, which is a bug.</exception>
    public Claim? Make(string text, params IEnumerable<string> quotes)
    {
        string[] spans = [.. quotes.Distinct(StringComparer.Ordinal)];
        if (Array.Exists(spans, span => !_head.Abstract.Contains(span, StringComparison.Ordinal)))
            throw new InvalidOperationException($"A quote is not a span of the abstract of {paper.Id}.");
        var claim = new Claim(LatexCleaner.Clean(text), [.. spans.Select(span => new Citation(paper.Id, paper.Title, span, paper.Origin == TextOrigin.Description))]);
        var passed = Checker.Check(claim, new Dictionary<string, Paper>(StringComparer.Ordinal) { [paper.Id] = _head }).Failures.Count == 0;
        Count = passed ? Count with { Kept = Count.Kept + 1 } : Count with { Dropped = Count.Dropped + 1 };
        return passed ? claim : null;
    }

    /// <summary>Counts what was held back for another reason.</summary>
    public void Drop() => Count = Count with { Dropped = Count.Dropped + 1 };
}
