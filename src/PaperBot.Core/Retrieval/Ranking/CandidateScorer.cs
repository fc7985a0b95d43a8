using System.Numerics.Tensors;
using PaperBot.Papers;
using PaperBot.Retrieval.Embedding;
using PaperBot.Retrieval.Terms;

namespace PaperBot.Retrieval.Ranking;

/// <summary>Looks at a found paper sentence by sentence. One per search; not for concurrent use.</summary>
internal sealed class CandidateScorer
{
    private const int PhraseWindow = 2;

    private readonly StaticTable? _table;
    private readonly QueryPlan _plan;
    private readonly float[] _query;
    private readonly TermMatcher _matcher;
    private readonly Dictionary<(string, string), double> _pairs;

    public CandidateScorer(StaticTable? table, QueryPlan plan)
    {
        _table = table;
        _plan = plan;
        _query = table?.Embed(plan.Embedded) ?? [];
        _matcher = new TermMatcher(table, plan);
        var idf = plan.Terms.ToDictionary(term => term.Term, term => term.Idf, StringComparer.Ordinal);
        _pairs = plan.Sequence.Zip(plan.Sequence.Skip(1)).Where(pair => pair.First != pair.Second).Distinct()
            .ToDictionary(pair => pair, pair => Math.Min(idf[pair.First], idf[pair.Second]));
    }

    /// <param name="paper">The candidate.</param>
    /// <param name="neural">Cosines of its first sentences by the neural embedder; null without its vectors.</param>
    public CandidateScores Score(Paper paper, IReadOnlyList<double>? neural = null)
    {
        var title = TermSplitter.Split(paper.Title);
        var all = new List<string>(title);
        var sentences = new List<Evidence>();
        var text = SentenceSplitter.Split(paper.Abstract);
        for (var i = 0; i < text.Count; i++)
        {
            var terms = TermSplitter.Split(text[i]);
            all.AddRange(terms);
            var (coverage, cosine) = (_plan.Coverage(terms.ToHashSet(StringComparer.Ordinal)), Cosine(terms));
            sentences.Add(new Evidence(paper.Id, i, text[i], Combined(coverage, cosine), cosine, coverage)
            {
                NeuralCosine = neural is not null && i < neural.Count ? neural[i] : null,
            });
        }
        return new CandidateScores(
            sentences.Count == 0 ? 0 : sentences.Max(sentence => _table is null ? sentence.Coverage : sentence.Cosine),
            Combined(_plan.Coverage(title.ToHashSet(StringComparer.Ordinal)), Cosine(title)),
            Phrases(all),
            _matcher.Score(all.ToHashSet(StringComparer.Ordinal)),
            _table is null ? null : Cosine(all),
            neural is null ? null : neural.DefaultIfEmpty().Max(),
            sentences);
    }

    private double Cosine(List<string> terms) => _table is null ? 0 : TensorPrimitives.Dot<float>(_query, _table.Embed(terms));

    private double Combined(double coverage, double cosine) => _table is null ? coverage : 0.5 * coverage + 0.5 * Math.Max(0, cosine);

    private double Phrases(List<string> terms)
    {
        if (_pairs.Count == 0)
            return 0;
        var seen = new HashSet<(string, string)>();
        for (var i = 0; i < terms.Count; i++)
        {
            for (var j = i + 1; j <= Math.Min(i + PhraseWindow, terms.Count - 1); j++)
            {
                if (_pairs.ContainsKey((terms[i], terms[j])))
                    seen.Add((terms[i], terms[j]));
            }
        }
        return seen.Sum(pair => _pairs[pair]);
    }
}

/// <summary>What a look at one paper gave; comparable within one search.</summary>
/// <param name="Sentence">Of its best sentence.</param>
/// <param name="Title">Of its title.</param>
/// <param name="Phrase">Idf of neighbouring query terms that are neighbours here.</param>
/// <param name="TermMatch">Soft matches of the terms.</param>
/// <param name="TableCosine">Of the whole by the built-in table; null without it.</param>
/// <param name="NeuralSentence">Of its best sentence by the neural embedder; null without its vectors.</param>
/// <param name="Sentences">Every sentence in order.</param>
internal sealed record CandidateScores(
    double Sentence, double Title, double Phrase, double TermMatch, double? TableCosine, double? NeuralSentence, IReadOnlyList<Evidence> Sentences);
