using PaperBot.Answering.Checking;
using PaperBot.Answering.Extractive;
using PaperBot.Answering.Reading;
using PaperBot.Answering.Weighing;

namespace PaperBot.Answering.Generative;

/// <summary>
/// The sentences that the extractive engine would quote and whose facts a model's text leaves out: likely bearers of the answer, within the words that are
/// left. So a weak model costs no fact, and an answer that says it all gets nothing added. The limits are measured: docs/measurements.md.
/// </summary>
internal static class LeftOutFacts
{
    /// <summary>A sentence less likely to bear the answer, against the likeliest one, is not added.</summary>
    private const double LeastShareOfBest = 0.05;

    /// <summary>Where more than this share of the likely sentences' probability finds no room beside a model's text, the text is not worth its words.</summary>
    public const double MostLost = 0.1;

    /// <summary>Share of a sentence's facts that must be in the text for it to count as said; its numbers and names all.</summary>
    private const double Said = 0.7;

    /// <summary>The claims to add, paper by paper in the order of their texts, and the share of the likely sentences' probability for which no words were left.</summary>
    public static (IReadOnlyList<Claim> Claims, double Lost) Of(WeighedEvidence evidence, IReadOnlyList<Claim> written, int mostWords)
    {
        var said = new Passage(string.Join(" . ", written.Select(claim => claim.Text))).Units.Select(unit => unit.Key).ToHashSet(StringComparer.Ordinal);
        var words = written.Sum(claim => Words(claim.Text));
        var candidates = ExtractiveEngine.Candidates(evidence);
        var chosen = new List<WeighedSentence>();
        var (all, lost) = (0.0, 0.0);
        foreach (var candidate in candidates.TakeWhile(candidate => candidate.Probability >= LeastShareOfBest * candidates[0].Probability))
        {
            all += candidate.Probability;
            var units = new Passage(candidate.Evidence.Text).Units;
            if (IsSaid(units, said, evidence.Question))
                continue;
            if (words + candidate.Words > mostWords)
            {
                lost += candidate.Probability;
                continue;
            }
            chosen.Add(candidate);
            words += candidate.Words;
            said.UnionWith(units.Select(unit => unit.Key));
        }
        return ([.. chosen.GroupBy(sentence => sentence.Paper).SelectMany(paper => paper.OrderBy(sentence => sentence.Evidence.Position)).Select(ExtractiveEngine.ClaimOf)],
            all > 0 ? lost / all : 0);
    }

    private static bool IsSaid(List<Unit> units, HashSet<string> said, Question question)
    {
        var facts = units.Where(unit => !question.Terms.Contains(unit.Key) && !EverydayWords.ContainsStem(unit.Key) && !EmptySentence.IsCommon(unit.Key)).ToList();
        return facts.Where(unit => unit.Token.Kind is TokenKind.Number or TokenKind.Name && !unit.Token.OpensSentence).All(unit => said.Contains(unit.Key))
            && facts.Count(unit => said.Contains(unit.Key)) >= Said * facts.Count;
    }

    private static int Words(string text) => text.Count(c => c == ' ') + 1;
}
