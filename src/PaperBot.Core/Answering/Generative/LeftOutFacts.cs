using PaperBot.Answering.Checking;
using PaperBot.Answering.Extractive;
using PaperBot.Answering.Reading;
using PaperBot.Answering.Weighing;

namespace PaperBot.Answering.Generative;

/// <summary>
/// The sentences that the extractive engine would quote and whose facts a model's text leaves out: likely bearers of the answer, within the words that are
/// left. So a weak model costs no fact, and a full answer of a good one gets nothing added.
/// </summary>
internal static class LeftOutFacts
{
    /// <summary>A sentence less likely to bear the answer, against the likeliest one, is not added.</summary>
    private const double LeastShareOfBest = 0.15;

    /// <summary>Share of a sentence's facts that must be in the text for it to count as said; its numbers and names all.</summary>
    private const double Said = 0.7;

    /// <summary>The claims to add, paper by paper in the order of their texts.</summary>
    public static IReadOnlyList<Claim> Of(WeighedEvidence evidence, IReadOnlyList<Claim> written, int mostWords)
    {
        var said = new Passage(string.Join(" . ", written.Select(claim => claim.Text))).Units.Select(unit => unit.Key).ToHashSet(StringComparer.Ordinal);
        var words = written.Sum(claim => Words(claim.Text));
        var candidates = ExtractiveEngine.Candidates(evidence);
        var chosen = new List<WeighedSentence>();
        foreach (var candidate in candidates)
        {
            if (candidate.Probability < LeastShareOfBest * candidates[0].Probability)
                break;
            var units = new Passage(candidate.Evidence.Text).Units;
            if (words + candidate.Words > mostWords || IsSaid(units, said, evidence.Question))
                continue;
            chosen.Add(candidate);
            words += candidate.Words;
            said.UnionWith(units.Select(unit => unit.Key));
        }
        return [.. chosen.GroupBy(sentence => sentence.Paper).SelectMany(paper => paper.OrderBy(sentence => sentence.Evidence.Position)).Select(ExtractiveEngine.ClaimOf)];
    }

    private static bool IsSaid(List<Unit> units, HashSet<string> said, Question question)
    {
        var facts = units.Where(unit => !question.Terms.Contains(unit.Key) && !EverydayWords.ContainsStem(unit.Key) && !EmptySentence.IsCommon(unit.Key)).ToList();
        return facts.Where(unit => unit.Token.Kind is TokenKind.Number or TokenKind.Name && !unit.Token.OpensSentence).All(unit => said.Contains(unit.Key))
            && facts.Count(unit => said.Contains(unit.Key)) >= Said * facts.Count;
    }

    private static int Words(string text) => text.Count(c => c == ' ') + 1;
}
