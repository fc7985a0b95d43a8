using System.Text.RegularExpressions;
using PaperBot.Answering.Checking;
using PaperBot.Answering.Extractive;
using PaperBot.Answering.Replies;

namespace PaperBot.Answering.Generative;

/// <summary>
/// Decides on each sentence of a reply: its keys become citations and the checker has the last word. A sentence whose citation is missing or wrong gets the
/// evidence that supports it, if some does.
/// </summary>
internal sealed partial class ReplyJudge(EvidenceSheet sheet, PromptEcho echo, ClaimChecker checker)
{
    /// <summary>More citations than this say nothing about where a sentence comes from.</summary>
    private const int MostCitations = 3;

    /// <summary>So many sentences of the evidence, the most alike first, are tried in place of a missing or wrong citation.</summary>
    private const int TriedRepairs = 3;

    /// <summary>Share of units in common above which a sentence says again what was said.</summary>
    private const double Repeats = 0.9;

    private readonly List<(ShownSentence Sentence, HashSet<string> Units)> _evidence = [.. sheet.Sentences.Select(sentence => (sentence, Units(sentence.Text)))];
    private readonly HashSet<string> _words = Words().Matches(sheet.Text).Select(word => word.Value.ToLowerInvariant()).ToHashSet(StringComparer.Ordinal);
    private readonly List<HashSet<string>> _said = [];

    /// <summary>True when the sentence says that the evidence does not hold the answer.</summary>
    public static bool FindsNothing(string sentence) => Nothing().IsMatch(sentence);

    /// <summary>The verdict on a sentence; null when it holds no word.</summary>
    public JudgedSentence? Judge(string sentence)
    {
        var (text, keys) = CitationKeys.Read(sentence, sheet.Sentences.Count);
        if (!text.Any(char.IsLetter))
            return null;
        if (text.EndsWith(':'))
            return new JudgedSentence(new ClaimCheck(text, ["introduces instead of saying"]), null);
        text = ReplyLayout.Finish(text);
        var units = Units(text);
        if (_said.Exists(said => units.Count > 0 && units.Count(said.Contains) >= Repeats * units.Count))
            return new JudgedSentence(new ClaimCheck(text, ["says again what was said"]), null, IsRepeat: true);
        var judged = Manners(text) is { } fault ? new JudgedSentence(new ClaimCheck(text, [fault]), null) : Ground(text, units, keys);
        // What failed may be said again in a way that holds; only then is it no repetition.
        if (judged.Claim is not null)
            _said.Add(units);
        return judged;
    }

    private string? Manners(string text) =>
        text.TrimEnd('"', ')', ' ').EndsWith('?') ? "asks instead of answering"
        : HeadingText.Is(text) ? "is a heading, not a sentence"
        : echo.IsIn(text) ? "copies the question or the rules"
        : EmptySentence.Is(text) ? "says nothing of its own"
        : SpeaksOfEvidence().Matches(text).Any(match => !_words.Contains(match.Groups["what"].Value.ToLowerInvariant())) ? "speaks of the evidence instead of from it"
        : SpeaksOfItself().Matches(text).Any(word => !_words.Contains(word.Value.ToLowerInvariant())) ? "speaks of itself or to the reader"
        : null;

    private JudgedSentence Ground(string text, HashSet<string> units, IReadOnlyList<int> keys)
    {
        var ranked = _evidence.OrderByDescending(evidence => evidence.Units.Count(units.Contains)).ThenBy(evidence => evidence.Sentence.Key).ToList();
        var cited = ranked.Where(evidence => keys.Contains(evidence.Sentence.Key) && (keys.Count == 1 || evidence.Units.Overlaps(units))).Take(MostCitations)
            .Select(evidence => evidence.Sentence).OrderBy(sentence => sentence.Key).ToList();
        var first = cited.Count > 0 ? Check(text, cited) : null;
        var holds = first is { Check.Passed: true };
        if (holds && !HasBetter(units, cited, ranked))
            return first!;
        var why = holds ? "its number stands in another sentence" : first is null ? "it cites no sentence of the evidence" : string.Join("; ", first.Check.Failures);
        JudgedSentence? closest = null;
        foreach (var (sentence, _) in ranked.Take(TriedRepairs))
        {
            var repaired = Check(text, [sentence]);
            if (repaired.Check.Passed)
                return repaired with { Check = repaired.Check with { Repair = why } };
            closest ??= repaired;
        }
        return first ?? new JudgedSentence(new ClaimCheck(text, [why, .. closest?.Check.Failures ?? []]), null);
    }

    // The paper holds the number, but not where the model says.
    private bool HasBetter(HashSet<string> units, List<ShownSentence> cited, List<(ShownSentence Sentence, HashSet<string> Units)> ranked)
    {
        var numbers = units.Where(unit => unit.StartsWith('#')).ToHashSet(StringComparer.Ordinal);
        var stated = _evidence.Where(evidence => cited.Contains(evidence.Sentence)).SelectMany(evidence => evidence.Units).ToHashSet(StringComparer.Ordinal);
        return !numbers.IsSubsetOf(stated) && ranked.Count > 0 && numbers.IsSubsetOf(ranked[0].Units);
    }

    private JudgedSentence Check(string text, IReadOnlyList<ShownSentence> cited)
    {
        var claim = new Claim(text, [.. cited.Select(sentence => sentence.Citation)]);
        var check = checker.Check(claim, sheet.Papers);
        return new JudgedSentence(check, check.Passed ? claim : null);
    }

    private static HashSet<string> Units(string text) => new Passage(text).Units.Select(unit => unit.Key).ToHashSet(StringComparer.Ordinal);

    [GeneratedRegex(@"^\W*(?:(?:the )?answer(?: is)?\W+)?not[ _-]?found\b|^\W*NOT[ _-]FOUND|^(?:sorry|unfortunately|i (?:do not|don't|cannot|can't)|(?:the|these) (?:given |provided )?(?:sentences?|evidence|texts?|context|passages?|abstracts?) (?:do|does|did) ?n[o']t\b.{0,20}(?:hold|contain|provide|mention|give|answer|say))", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Nothing();

    [GeneratedRegex(@"\b(?:I|(?i:my|me|myself|you|your|yours|yourself))\b", RegexOptions.CultureInvariant)]
    private static partial Regex SpeaksOfItself();

    [GeneratedRegex(@"\b(?:the|these|this|those|given|provided) (?:given |provided |above |numbered )?(?<what>sentences?|passages?|evidence|abstracts?|excerpts?)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SpeaksOfEvidence();

    [GeneratedRegex(@"\w+", RegexOptions.CultureInvariant)]
    private static partial Regex Words();
}
