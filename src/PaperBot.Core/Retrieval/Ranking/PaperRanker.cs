using Microsoft.Extensions.AI;
using PaperBot.Models;
using PaperBot.Papers;
using PaperBot.Retrieval.Embedding;
using PaperBot.Retrieval.Indexing;
using PaperBot.Retrieval.Neural;

namespace PaperBot.Retrieval.Ranking;

/// <summary>Reads papers by id, in the order asked; unknown ones are left out.</summary>
internal delegate IReadOnlyList<Paper> PaperReader(IReadOnlyList<string> ids);

/// <summary>What ranking needs for an index whose vectors are of the given space; null when that is not the neural one.</summary>
internal delegate Task<NeuralVectors?> NeuralSource(string? indexSpace, CancellationToken cancellationToken);

/// <summary>Ranks the papers of an index for a text: fused search, then the first ones are looked at sentence by sentence.</summary>
/// <param name="embedder">The built-in one, or any that needs no store; null for BM25 alone.</param>
/// <param name="table">The built-in embedder's table, which scores sentences and terms in microseconds whatever embedder the index has; null when it is missing.</param>
/// <param name="neural">The neural embedder when the index is in its space; null for never.</param>
/// <param name="reranking">Null for none.</param>
internal sealed class PaperRanker(
    IPaperIndex index,
    IEmbeddingGenerator<string, Embedding<float>>? embedder,
    StaticTable? table,
    PaperReader read,
    RankingOptions options,
    NeuralRankingOptions? neuralOptions = null,
    NeuralSource? neural = null,
    Reranking? reranking = null)
{
    private readonly QueryPlanner _planner = new(index, table, options);
    private readonly RankingWeights _weights = RankingWeights.Of(options);
    private readonly RankingWeights _neuralWeights = RankingWeights.Of(neuralOptions ?? new NeuralRankingOptions());

    /// <exception cref="ModelUnavailableException">The index is in the space of a neural embedder that cannot be loaded.</exception>
    public async Task<Ranking> RunAsync(string text, PaperFilter filter, int limit, CancellationToken cancellationToken)
    {
        var plan = await _planner.PlanAsync(text, cancellationToken).ConfigureAwait(false);
        var (query, hits) = await SearchAsync(text, plan, filter, limit, cancellationToken).ConfigureAwait(false);
        var ranked = Rescore(plan, query, [.. hits.Select(hit => hit with { Bm25 = hit.Bm25 / plan.Scale })]);
        if (reranking is not null)
            ranked = await reranking.RunAsync(text, ranked, cancellationToken).ConfigureAwait(false);
        return new Ranking(plan, query.Vector, query.Neural is not null, [.. ranked.Take(limit)]);
    }

    private async Task<(EmbeddedQuery Query, IReadOnlyList<IndexHit> Hits)> SearchAsync(string text, QueryPlan plan, PaperFilter filter, int limit, CancellationToken cancellationToken)
    {
        while (true)
        {
            var space = index.State.VectorSpace;
            var query = await EmbedAsync(space, text, plan, cancellationToken).ConfigureAwait(false);
            var search = new IndexQuery
            {
                Terms = plan.Weighted,
                Vector = query.Vector,
                VectorWeight = query.Vector.IsEmpty ? 0 : VectorWeight(plan, query),
                Limit = Math.Max(limit, options.Rescored),
                Filter = filter,
            };
            var hits = await index.SearchAsync(search, cancellationToken).ConfigureAwait(false);
            if (query.Neural?.Store.Missing > 0)
                hits = WaitingPapers.Join(hits, await index.SearchAsync(search with { VectorWeight = 0 }, cancellationToken).ConfigureAwait(false), search);
            // The index may have gone over to another space meanwhile: then the vectors were of two.
            if (index.State.VectorSpace == space)
                return (query, hits);
        }
    }

    private async Task<EmbeddedQuery> EmbedAsync(string? space, string text, QueryPlan plan, CancellationToken cancellationToken)
    {
        if (neural is not null && await neural(space, cancellationToken).ConfigureAwait(false) is { } vectors)
            return new EmbeddedQuery(await vectors.EmbedQueryAsync(text, cancellationToken).ConfigureAwait(false), vectors);
        // Vectors of different spaces are never compared; an index without any is searched by terms.
        if (embedder is null || space != NeuralSpace.SpaceOf(embedder))
            return new EmbeddedQuery(default, null);
        // Other forms help a table that knows single words only; a neural embedder reads the text as it was written.
        if (table is not null && ReferenceEquals(embedder.GetService(typeof(StaticTable)), table))
            return new EmbeddedQuery(table.Embed(plan.Embedded), null);
        return new EmbeddedQuery((await embedder.GenerateAsync([text], ModelRequest.ForQuery(), cancellationToken).ConfigureAwait(false))[0].Vector, null);
    }

    private double VectorWeight(QueryPlan plan, EmbeddedQuery query)
    {
        if (query.Neural is not null)
            return _neuralWeights.Vector;
        if (table is null || plan.Mass <= 0 || embedder?.GetService(typeof(StaticTable)) is null)
            return _weights.Vector;
        return _weights.Vector * plan.Terms.Where(term => table.Knows(term.Term)).Sum(term => term.Idf) / plan.Mass;
    }

    private List<RankedPaper> Rescore(QueryPlan plan, EmbeddedQuery query, List<IndexHit> hits)
    {
        var papers = read([.. hits.Select(hit => hit.PaperId)]).ToDictionary(paper => paper.Id, StringComparer.Ordinal);
        hits.RemoveAll(hit => !papers.ContainsKey(hit.PaperId));
        var scorer = new CandidateScorer(table, plan);
        var sentences = query.Neural?.SentenceCosines(hits.Take(options.Rescored).Select(hit => papers[hit.PaperId]), query.Vector);
        var candidates = hits.Take(options.Rescored)
            .Select(hit => new Candidate(hit, scorer.Score(papers[hit.PaperId], sentences?.GetValueOrDefault(hit.PaperId)))).ToList();
        var weights = query.Neural is null ? _weights : _neuralWeights;
        var scores = Scores(candidates, weights);
        var ranked = candidates
            .Select((candidate, i) => (candidate.Hit, candidate.Scores, Score: scores[i]))
            .OrderByDescending(candidate => candidate.Score).ThenBy(candidate => candidate.Hit.PaperId, StringComparer.Ordinal)
            .Select((candidate, rank) => new RankedPaper(
                papers[candidate.Hit.PaperId], candidate.Score, candidate.Hit.Bm25, candidate.Hit.Cosine, rank < options.EvidencePapers ? candidate.Scores.Sentences : [])
            {
                TableCosine = query.Neural is null ? null : candidate.Scores.TableCosine,
            })
            .ToList();
        // Those behind keep their order below the last that was looked at.
        var (last, highest) = (ranked is [.., var end] ? end.Score : 0, hits.Count > ranked.Count ? Math.Max(1e-9, hits[ranked.Count].Score) : 1);
        ranked.AddRange(hits.Skip(ranked.Count).Select(hit => new RankedPaper(papers[hit.PaperId], last * Math.Max(0, hit.Score) / highest, hit.Bm25, hit.Cosine, [])).ToList());
        return ranked;
    }

    private static double[] Scores(List<Candidate> candidates, RankingWeights weights)
    {
        var scores = new double[candidates.Count];
        void Add(double weight, Func<Candidate, double?> signal)
        {
            if (weight == 0)
                return;
            var values = Normalised(candidates.ConvertAll(candidate => signal(candidate)));
            for (var i = 0; i < scores.Length; i++)
                scores[i] += weight * values[i];
        }

        Add(weights.Fused, candidate => candidate.Hit.Score);
        Add(weights.NeuralSentence, candidate => candidate.Scores.NeuralSentence);
        Add(weights.Sentence, candidate => candidate.Scores.Sentence);
        Add(weights.Title, candidate => candidate.Scores.Title);
        Add(weights.Phrase, candidate => candidate.Scores.Phrase);
        Add(weights.TermMatch, candidate => candidate.Scores.TermMatch);
        return scores;
    }

    // Lowest 0, highest 1; what is unknown is taken as the mean of the others.
    private static double[] Normalised(List<double?> values)
    {
        var known = values.Where(value => value is not null).Select(value => value!.Value).ToList();
        if (known.Count == 0)
            return new double[values.Count];
        var (low, high, mean) = (known.Min(), known.Max(), known.Average());
        return [.. values.Select(value => value ?? mean).Select(value => high > low ? (value - low) / (high - low) : high > 0 ? 1 : 0)];
    }

    private sealed record Candidate(IndexHit Hit, CandidateScores Scores);

    private sealed record EmbeddedQuery(ReadOnlyMemory<float> Vector, NeuralVectors? Neural);
}

/// <summary>A ranking with the query it was made for.</summary>
/// <param name="Plan">The query.</param>
/// <param name="Vector">Its vector in the index's space; empty without an embedder.</param>
/// <param name="IsNeural">The vectors are a neural embedder's.</param>
/// <param name="Papers">Best first.</param>
internal sealed record Ranking(QueryPlan Plan, ReadOnlyMemory<float> Vector, bool IsNeural, IReadOnlyList<RankedPaper> Papers);
