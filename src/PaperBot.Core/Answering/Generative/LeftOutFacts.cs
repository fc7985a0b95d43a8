using PaperBot.Answering.Checking;
using PaperBot.Answering.Extractive;
using PaperBot.Answering.Reading;
using PaperBot.Answering.Weighing;

namespace PaperBot.Answering.Generative;

/// <summary>
/// The sentences that the extractive engine would quote and whose facts a model's text leaves out. A reply that stood the check as it was written is
/// trusted to have chosen well: only sentences that are nearly as likely to bear the answer as the best one are added, within the words of an answer.
/// Beside any other reply everything likely is quoted, as if the model had written nothing, so that a weak model costs no fact. Measured: docs/measurements.md.
/// </summary>
internal static class LeftOutFacts
{
    /// <summary>A sentence less likely to bear the answer, against the likeliest one, is not quoted beside a reply with faults …</summary>
    private const double Likely = 0.05;

    /// <summary>… and beside a flawless one.</summary>
    private const double NearlyAsLikely = 0.5;

    /// <summary>Share of a sentence's facts that must be in the text for it to count as said; its numbers and names all.</summary>
    private const double Said = 0.7;

    /// <summary>The claims to add, paper by paper in the order of their texts.</summary>
    public static IReadOnlyList<Claim> Of(WeighedEvidence evidence, IReadOnlyList<Claim> written, bool isFlawless, int mostWords)
    {
        var said = new Passage(string.Join(" . ", written.Select(claim => claim.Text))).Units.Select(unit => unit.Key).ToHashSet(StringComparer.Ordinal);
        var left = isFlawless ? mostWords - written.Sum(claim => Words(claim.Text)) : mostWords;
        var candidates = ExtractiveEngine.Candidates(evidence);
        var least = candidates.Count == 0 ? 0 : candidates[0].Probability * (isFlawless ? NearlyAsLikely : Likely);
        var chosen = new List<WeighedSentence>();
        foreach (var candidate in candidates.TakeWhile(candidate => candidate.Probability >= least))
        {
            var units = new Passage(candidate.Evidence.Text).Units;
            if (candidate.Words > left || IsSaid(units, said, evidence.Question))
                continue;
            chosen.Add(candidate);
            left -= candidate.Words;
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
