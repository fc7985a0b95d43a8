using PaperBot.Answering.Generative;
using PaperBot.Answering.Weighing;
using PaperBot.Papers;

namespace PaperBot.Answering.Extractive;

/// <summary>Answers with sentences of abstracts, each its own quote. Needs no model and never fails.</summary>
internal static class ExtractiveEngine
{
    /// <summary>How engines are named in answers.</summary>
    public const string Name = "extractive";

    /// <summary>A sentence more like one already taken than this adds nothing (share of common terms).</summary>
    public const double TooAlike = 0.7;

    /// <summary>A sentence that leans on its neighbours opens the answer only when every other is much less likely.</summary>
    private const double WorthOfLeaningOpening = 0.5;

    /// <summary>The claims: first the sentence that answers most directly, then the others of its paper in their order, then those of other papers.</summary>
    public static IReadOnlyList<Claim> Compose(WeighedEvidence evidence, int mostWords)
    {
        var candidates = Candidates(evidence);
        var chosen = Choose(candidates, mostWords);
        if (chosen.Count == 0)
            return [];
        var definition = SubjectDefinition.Answers(evidence.Question, candidates[0]) ? candidates[0] : null;
        var lead = definition ?? chosen.MaxBy(sentence => sentence.Probability * (SentenceOpening.LeansBack(sentence.Evidence.Text) ? WorthOfLeaningOpening : 1))!;
        return [.. chosen.GroupBy(sentence => sentence.Paper)
            .OrderByDescending(paper => paper.Key == lead.Paper).ThenByDescending(paper => paper.Max(sentence => sentence.Probability))
            .SelectMany(paper => paper.OrderByDescending(sentence => sentence == lead).ThenBy(sentence => sentence.Evidence.Position))
            .Select(sentence => ClaimOf(sentence))];
    }

    /// <summary>
    /// The sentences that may be quoted, likeliest first, a definition of what is asked for before all others. Those that say nothing of their own are
    /// left out, and those that give orders: an abstract that speaks to its reader's assistant reports nothing there.
    /// </summary>
    public static List<WeighedSentence> Candidates(WeighedEvidence evidence)
    {
        var candidates = evidence.Papers.SelectMany(paper => paper.Sentences)
            .Where(sentence => !EmptySentence.Is(sentence.Evidence.Text) && !SuspectText.Commands(sentence.Evidence.Text))
            .OrderByDescending(sentence => sentence.Probability).ToList();
        if (candidates.Find(sentence => SubjectDefinition.Answers(evidence.Question, sentence)) is { } definition)
        {
            candidates.Remove(definition);
            candidates.Insert(0, definition);
        }
        return candidates;
    }

    /// <summary>The sentence as a claim of its own.</summary>
    public static Claim ClaimOf(WeighedSentence sentence) => new(SentenceOpening.WithoutLink(LatexCleaner.Clean(sentence.Evidence.Text)), [CitationOf(sentence)]);

    /// <summary>The sentence as what a claim rests on.</summary>
    public static Citation CitationOf(WeighedSentence sentence)
    {
        var paper = sentence.Paper.Paper;
        return new Citation(paper.Id, paper.Title, sentence.Evidence.Text, paper.Origin == TextOrigin.Description);
    }

    /// <summary>Share of the shorter one's terms that the other has too.</summary>
    public static double Alike(IReadOnlySet<string> a, IReadOnlySet<string> b) =>
        a.Count == 0 || b.Count == 0 ? 1 : (double)a.Count(b.Contains) / Math.Min(a.Count, b.Count);

    private static List<WeighedSentence> Choose(List<WeighedSentence> candidates, int mostWords)
    {
        var chosen = new List<WeighedSentence>();
        var terms = new List<IReadOnlySet<string>>();
        var words = 0;
        foreach (var candidate in candidates)
        {
            if (words > 0 && words + candidate.Words > mostWords)
                continue;
            var own = new PaperText(candidate.Evidence.Text).Terms;
            if (terms.Exists(taken => Alike(taken, own) > TooAlike))
                continue;
            chosen.Add(candidate);
            terms.Add(own);
            words += candidate.Words;
        }
        return chosen;
    }
}
