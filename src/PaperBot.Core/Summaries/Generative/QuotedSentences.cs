using PaperBot.Retrieval.Terms;
using PaperBot.Summaries.Ranking;

namespace PaperBot.Summaries.Generative;

/// <summary>Finds the sentences of an abstract that something written about it rests on.</summary>
internal static class QuotedSentences
{
    private const int MostSentences = 3;

    /// <summary>What a model says it rests on counts as much as one word in seven.</summary>
    private const double KeyBonus = 0.15;

    /// <summary>
    /// The sentence that shares most with <paramref name="text"/> and up to two more that hold what is missing, the best first; empty when nothing is shared.
    /// All that speak of it count: a sentence that denies it must not be passed over for one that happens to share its other words.
    /// </summary>
    /// <param name="keys">Numbers, from 1, that the writer gave; they need not be right.</param>
    public static IReadOnlyList<AnalyzedSentence> Of(IReadOnlyList<AnalyzedSentence> sentences, string text, IReadOnlyList<int> keys)
    {
        var missing = TermSplitter.Split(text).ToHashSet(StringComparer.Ordinal);
        var chosen = new List<AnalyzedSentence>();
        while (chosen.Count < MostSentences && missing.Count > 0)
        {
            var best = sentences.Except(chosen).Where(sentence => sentence.Terms.Any(missing.Contains))
                .OrderByDescending(sentence => Shared(sentence, missing) + (keys.Contains(sentence.Index + 1) ? KeyBonus : 0)).ThenBy(sentence => sentence.Index).FirstOrDefault();
            if (best is null)
                break;
            chosen.Add(best);
            missing.ExceptWith(best.Terms);
        }
        return chosen;
    }

    /// <summary>The share of the words; among equals the sentence that says little else.</summary>
    private static double Shared(AnalyzedSentence sentence, HashSet<string> terms)
    {
        var own = sentence.Terms.ToHashSet(StringComparer.Ordinal);
        var shared = terms.Count(own.Contains);
        return shared / (double)terms.Count + 0.1 * shared / Math.Max(1, own.Count);
    }
}
