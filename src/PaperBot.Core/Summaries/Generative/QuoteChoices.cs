using PaperBot.Retrieval.Terms;
using PaperBot.Summaries.Ranking;

namespace PaperBot.Summaries.Generative;

/// <summary>Finds the sentences of an abstract that something written about it rests on.</summary>
internal static class QuoteChoices
{
    private const int MostSentences = 3;

    /// <summary>What a model says it rests on counts as much as one word in seven.</summary>
    private const double KeyBonus = 0.15;

    /// <summary>The sentence that shares most with <paramref name="text"/>, then with one more and two more that add to it; each choice in the order of the abstract.</summary>
    /// <param name="keys">Numbers, from 1, that the writer gave; they need not be right.</param>
    public static IReadOnlyList<IReadOnlyList<AnalyzedSentence>> Of(IReadOnlyList<AnalyzedSentence> sentences, string text, IReadOnlyList<int> keys)
    {
        var missing = TermSplitter.Split(text).ToHashSet(StringComparer.Ordinal);
        var (chosen, choices) = (new List<AnalyzedSentence>(), new List<IReadOnlyList<AnalyzedSentence>>());
        while (chosen.Count < MostSentences && missing.Count > 0)
        {
            var best = sentences.Except(chosen).Select(sentence => (Sentence: sentence, Score: Shared(sentence, missing) + (keys.Contains(sentence.Index + 1) ? KeyBonus : 0)))
                .OrderByDescending(candidate => candidate.Score).ThenBy(candidate => candidate.Sentence.Index).FirstOrDefault();
            if (best.Sentence is null || !best.Sentence.Terms.Any(missing.Contains))
                break;
            chosen.Add(best.Sentence);
            missing.ExceptWith(best.Sentence.Terms);
            choices.Add([.. chosen.OrderBy(sentence => sentence.Index)]);
        }
        return choices;
    }

    /// <summary>The share of the words; among equals the sentence that says little else.</summary>
    private static double Shared(AnalyzedSentence sentence, HashSet<string> terms)
    {
        var own = sentence.Terms.ToHashSet(StringComparer.Ordinal);
        var shared = terms.Count(own.Contains);
        return shared / (double)terms.Count + 0.1 * shared / Math.Max(1, own.Count);
    }
}
