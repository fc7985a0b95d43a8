using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using PaperBot.Papers;

namespace PaperBot.Answering.Checking;

/// <summary>
/// Decides, without a model, whether a sentence is supported by what it cites. The evidence is the stored text where the quote stands, never the quote
/// as given. A sentence passes when it cites a known paper, each quote stands there, its numbers and names stand in the cited paper, enough of its words
/// stand in the quoted text, what could act where it is shown (a mention, a link, markup) stands there letter for letter, and neither a negation, a contrary,
/// a comparison nor an order of numbers is turned round.
/// Where in doubt it fails: a true sentence dropped costs less than a false one shown. Any text may be given, from any thread.
/// </summary>
public sealed partial class ClaimChecker
{
    private const int LongestClaim = 4000;

    // "ImageNet" is a quote, "the" is none; whole short sentences and titles are.
    private const int ShortestQuote = 8;

    // Prepared papers live as long as the papers themselves.
    private readonly ConditionalWeakTable<Paper, CheckedPaper> _prepared = [];

    /// <summary>Checks <paramref name="claim"/> against the stored text of <paramref name="papers"/> (by id).</summary>
    /// <returns>The sentence with the reasons it fails, each a few words; none when it passed.</returns>
#pragma warning disable CA1822 // An instance, so that it can be registered and replaced.
    public ClaimCheck Check(Claim claim, IReadOnlyDictionary<string, Paper> papers)
#pragma warning restore CA1822
    {
        ArgumentNullException.ThrowIfNull(claim);
        ArgumentNullException.ThrowIfNull(papers);
        var failures = new List<string>();
        if (claim.Citations.Count == 0)
            failures.Add("cites no paper");
        if (string.IsNullOrWhiteSpace(claim.Text))
            failures.Add("says nothing");
        if (claim.Text.Length > LongestClaim)
            failures.Add("is longer than a sentence can be");
        var cited = new List<CheckedPaper>();
        var quotes = new List<FoundQuote>();
        foreach (var citation in claim.Citations)
            FindQuote(citation, papers, cited, quotes, failures);
        if (failures.Count == 0 && !IsVerbatim(claim.Text, quotes))
            CheckText(claim.Text, quotes, new Evidence(quotes, cited), failures);
        return new ClaimCheck(claim.Text, failures);
    }

    private void FindQuote(Citation citation, IReadOnlyDictionary<string, Paper> papers, List<CheckedPaper> cited, List<FoundQuote> quotes, List<string> failures)
    {
        if (!papers.TryGetValue(citation.PaperId, out var stored))
        {
            failures.Add("cites a paper that was not retrieved");
            return;
        }
        var paper = _prepared.GetValue(stored, static key => new CheckedPaper(key));
        if (!cited.Contains(paper))
            cited.Add(paper);
        if (QuoteFinder.Find(citation.Quote, paper) is not { } found)
            failures.Add("the quote is not in the cited paper");
        else if (!found.IsWhole && LettersOnly.Of(found.Span).Length < ShortestQuote)
            failures.Add("the quote is too short to support anything");
        else
            quotes.Add(found);
    }

    private static bool IsVerbatim(string text, List<FoundQuote> quotes)
    {
        var clean = LatexCleaner.Clean(text).Trim();
        return quotes.Exists(quote => quote.IsWhole && (quote.Sentences == text || LatexCleaner.Clean(quote.Sentences).Trim() == clean));
    }

    private static void CheckText(string text, List<FoundQuote> quotes, Evidence evidence, List<string> failures)
    {
        AddressCheck.Run(text, quotes, failures);
        var claim = new Passage(CitationMarks().Replace(text, ""));
        NumberCheck.Run(claim, evidence, failures);
        NameCheck.Run(claim, evidence, failures);
        CoverageCheck.Run(claim, evidence, failures);
        var map = Alignment.Of(claim, evidence.Sentences);
        NegationCheck.Run(claim, evidence.Sentences, map, failures);
        ContraryCheck.Run(claim, evidence.Sentences, map, failures);
        ComparisonCheck.Run(claim, evidence.Sentences, failures);
    }

    // [1], [2, 3]; an interval such as [0, 1] is a number of the sentence.
    [GeneratedRegex(@"\[[1-9]\d?(?:, ?[1-9]\d?){0,7}\]", RegexOptions.CultureInvariant)]
    private static partial Regex CitationMarks();
}
