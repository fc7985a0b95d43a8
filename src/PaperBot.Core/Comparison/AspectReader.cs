using System.Numerics.Tensors;
using System.Text.RegularExpressions;
using PaperBot.Answering;
using PaperBot.Papers;
using PaperBot.Retrieval.Terms;
using PaperBot.Summaries;
using PaperBot.Summaries.Compression;
using PaperBot.Summaries.Ranking;

namespace PaperBot.Comparison;

/// <summary>Finds what one abstract states on an aspect.</summary>
internal sealed class AspectReader(AnalyzedPaper paper)
{
    /// <summary>A sentence must hold this share of a free aspect's words …</summary>
    private const double CoverageFloor = 0.6;

    /// <summary>… or be as near to it by meaning: unrelated sentences of computer science reach .35, see the tests.</summary>
    private const double CosineFloor = 0.5;

    /// <summary>A model that took the sentence for the aspect may see what words do not, but not where nothing is near.</summary>
    private const double LooseCosine = 0.4;

    /// <summary>Brings the ranking's scores, which differ by about .2 within an abstract, to the scale of a phrase's.</summary>
    private const double SentenceWeight = 5;

    private const int MostCandidates = 3;

    /// <summary>A phrase stands without any sentence before it.</summary>
    private const double LeaningPenalty = 0.5;

    /// <summary>The sentence that stands for the paper tells its approach best.</summary>
    private const double HeadBonus = 0.6;

    private readonly SentencePicker _picker = new(paper, Audience.Expert);
    private readonly CheckedClaims _claims = new(paper.Paper);
    private readonly Dictionary<string, Claim?> _read = new(StringComparer.Ordinal);

    /// <summary>The paper read.</summary>
    public AnalyzedPaper Paper => paper;

    /// <summary>Phrases the abstract supports and phrases held back so far.</summary>
    public CheckCount Checked => _claims.Count;

    /// <summary>The cell, or null.</summary>
    public Claim? Read(ComparisonRow row)
    {
        if (!_read.TryGetValue(row.Name, out var cell))
            _read[row.Name] = cell = row.Aspect is { } aspect ? Read(aspect) : Read(row.Terms, row.Vector);
        return cell;
    }

    /// <summary>Whether a phrase that rests on these sentences speaks of the row; that the sentences support it is another matter.</summary>
    public bool Tells(ComparisonRow row, string phrase, IReadOnlyList<AnalyzedSentence> quoted) => row.Aspect is { } aspect
        ? quoted.Any(sentence => Tells(sentence, aspect)) && aspect.Needs?.IsMatch(phrase) != false
        : quoted.Any(sentence => row.Terms.Any(sentence.Terms.Contains) || Cosine(row.Vector, sentence.Vector) >= LooseCosine);

    private Claim? Read(Aspect aspect)
    {
        var candidates = new List<(AnalyzedSentence Sentence, string Phrase, double Score)>();
        foreach (var sentence in paper.Sentences.Where(sentence => Tells(sentence, aspect)))
        {
            if (Phrase.Cut(LatexCleaner.Clean(sentence.Text), aspect.Frame, aspect.Needs, aspect.Role is null) is not { } cut)
                continue;
            candidates.Add((sentence, cut.Text, cut.Score + SentenceWeight * _picker.Score(sentence)
                + (aspect.Prefers?.IsMatch(aspect.Role is null ? cut.Text : sentence.Text) == true ? 1 : 0)
                + (aspect.Role == SentenceRole.Method && sentence == _picker.Ranked.First() ? HeadBonus : 0)
                - (SentenceStanding.Leans(sentence) ? LeaningPenalty : 0)));
        }
        foreach (var (sentence, phrase, _) in candidates.OrderByDescending(candidate => candidate.Score).ThenBy(candidate => candidate.Sentence.Index).Take(MostCandidates))
        {
            if (Claim(sentence, phrase) is { } claim)
                return claim;
        }
        return null;
    }

    private bool Tells(AnalyzedSentence sentence, Aspect aspect) => aspect.Role is null
        ? _picker.Roles[sentence.Index] != SentenceRole.Problem
        : _picker.Roles[sentence.Index] == aspect.Role && (aspect.Role != SentenceRole.Method || !SentenceStanding.IsEmpty(sentence));

    /// <summary>The cell for an aspect in a user's words, or null when no sentence is near enough.</summary>
    /// <param name="terms">Stems of the aspect.</param>
    /// <param name="vector">Its unit vector; empty without an embedder.</param>
    private Claim? Read(IReadOnlySet<string> terms, ReadOnlyMemory<float> vector)
    {
        if (terms.Count == 0)
            return null;
        var near = paper.Sentences
            .Select(sentence => (Sentence: sentence, Coverage: terms.Count(sentence.Terms.Contains) / (double)terms.Count, Cosine: Cosine(vector, sentence.Vector)))
            .Where(candidate => candidate.Coverage >= CoverageFloor || candidate.Cosine >= CosineFloor)
            .OrderByDescending(candidate => candidate.Coverage + candidate.Cosine)
            .ThenBy(candidate => candidate.Sentence.Index);
        foreach (var (sentence, coverage, _) in near)
        {
            var text = LatexCleaner.Clean(sentence.Text);
            if (Phrase.Cut(text, null, coverage > 0 ? Words(text, terms) : null, true) is { } cut && Claim(sentence, cut.Text) is { } claim)
                return claim;
        }
        return null;
    }

    private Claim? Claim(AnalyzedSentence sentence, string phrase) => Subsequence.IsOf(phrase, LatexCleaner.Clean(sentence.Text))
        ? _claims.Make(phrase, sentence.Text)
        : throw new InvalidOperationException($"A phrase does not stand in its sentence, paper {paper.Paper.Id}.");

    /// <summary>The sentence's own words that share a stem with the aspect.</summary>
    private static Regex? Words(string sentence, IReadOnlySet<string> terms)
    {
        string[] words = [.. Subsequence.Words(sentence).Where(word => TermSplitter.Split(word).Exists(terms.Contains)).Distinct(StringComparer.OrdinalIgnoreCase).Select(Regex.Escape)];
        return words.Length == 0 ? null : new Regex($@"\b({string.Join('|', words)})\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
    }

    private static double Cosine(ReadOnlyMemory<float> a, ReadOnlyMemory<float> b) =>
        a.IsEmpty || b.IsEmpty ? 0 : TensorPrimitives.Dot(a.Span, b.Span);
}
