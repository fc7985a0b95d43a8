using System.Globalization;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;
using PaperBot.Papers;
using PaperBot.Retrieval.Embedding;
using PaperBot.Retrieval.Indexing;
using PaperBot.Retrieval.Indexing.Embedded;
using PaperBot.Retrieval.Neural;
using PaperBot.Retrieval.Ranking;
using PaperBot.Retrieval.Terms;

namespace PaperBot.Diagnostics.Evaluation;

/// <summary>Measures retrieval on a collection with known answers, in an index of its own for each vector space; the library is not touched.</summary>
/// <param name="options">The ranking in force.</param>
/// <param name="indexOptions">The index in force.</param>
/// <param name="builtIn">Scores sentences.</param>
/// <param name="embedder">The built-in one; without it its rows are left out.</param>
/// <param name="neural">The chosen neural embedder; without one its rows are left out.</param>
/// <param name="neuralOptions">The ranking in force with it; null for the defaults.</param>
public sealed class RetrievalEvaluation(
    IOptions<RankingOptions> options,
    IOptions<IndexOptions> indexOptions,
    TimeProvider clock,
    BuiltInEmbedder builtIn,
    IEmbeddingGenerator<string, Embedding<float>>? embedder = null,
    NeuralEmbedder? neural = null,
    IOptions<NeuralRankingOptions>? neuralOptions = null)
{
    private const int Depth = 100;
    private const int BatchSize = 256;

    /// <summary>Reads the BEIR folder, indexes it and ranks every query in each way.</summary>
    /// <param name="folder">With <c>corpus.jsonl</c>, <c>queries.jsonl</c>, <c>qrels.tsv</c>.</param>
    /// <param name="cache">Where neural vectors of the collection are kept for the next time; null keeps none.</param>
    /// <param name="progress">Step and share done, 0 to 1.</param>
    /// <exception cref="EvaluationException">The folder is no such collection; the message names file and line.</exception>
    /// <exception cref="Models.ModelUnavailableException">The neural embedder cannot be loaded.</exception>
    public async Task<RetrievalReport> RunAsync(string folder, string? cache, IProgress<(string Step, double Share)>? progress, CancellationToken cancellationToken)
    {
        var collection = BeirCollection.Load(folder);
        var place = Directory.CreateTempSubdirectory("paperbot-eval-");
        try
        {
            var runs = await MeasureBuiltInAsync(collection, place.FullName, progress, cancellationToken).ConfigureAwait(false);
            if (neural is { IsUsable: true })
                runs.AddRange(await MeasureNeuralAsync(collection, place.FullName, cache ?? place.FullName, progress, cancellationToken).ConfigureAwait(false));
            return new RetrievalReport(collection.Name, collection.Papers.Count, collection.Queries.Count, [.. runs.Select(run => Measure(run, collection.Queries))], runs);
        }
        finally
        {
            place.Delete(recursive: true);
        }
    }

    private async Task<List<RetrievalRun>> MeasureBuiltInAsync(BeirCollection collection, string place, IProgress<(string, double)>? progress, CancellationToken cancellationToken)
    {
        using var index = new EmbeddedPaperIndex(Path.Combine(place, "built-in"), indexOptions.Value, clock);
        await FillAsync(index, collection, cancellationToken).ConfigureAwait(false);
        var ranker = Ranker(collection, index, null);
        List<Way> ways = [new("bm25", text => index.SearchAsync(new IndexQuery { Terms = TermSplitter.Split(text), Limit = Depth }, cancellationToken))];
        if (embedder is not null)
        {
            ways.Add(new("vectors", async text => await ByVectorAsync(index, (await embedder.GenerateAsync([text], null, cancellationToken).ConfigureAwait(false))[0].Vector, cancellationToken).ConfigureAwait(false)));
            ways.Add(new("fused", async text => Hits(await ranker.RunAsync(text, PaperFilter.None, Depth, cancellationToken).ConfigureAwait(false))));
        }
        return await RankAsync(collection, ways, progress).ConfigureAwait(false);
    }

    private async Task<List<RetrievalRun>> MeasureNeuralAsync(BeirCollection collection, string place, string cache, IProgress<(string, double)>? progress, CancellationToken cancellationToken)
    {
        var generator = await neural!.LoadAsync(cancellationToken).ConfigureAwait(false);
        Directory.CreateDirectory(cache);
        using var store = VectorStore.Create(Path.Combine(cache, collection.Name + "-" + NeuralSpace.FileName(NeuralSpace.SpaceOf(generator))), NeuralSpace.SpaceOf(generator), neural.Key!);
        var vectors = new NeuralVectors(generator, store);
        await EmbedAsync(collection, vectors, progress, cancellationToken).ConfigureAwait(false);
        using var index = new EmbeddedPaperIndex(Path.Combine(place, "neural"), indexOptions.Value, clock);
        var stored = store.FindMany(collection.Papers);
        await index.UpsertAsync(
            [.. collection.Papers.Select(paper => new IndexedPaper(paper, null, [], PackedVector.Unpack(stored[paper.Id].Paper)) { VectorSpace = store.Space })], 1, cancellationToken).ConfigureAwait(false);
        var ranker = Ranker(collection, index, vectors);
        return await RankAsync(
            collection,
            [
                new("neural-vectors", async text => await ByVectorAsync(index, await vectors.EmbedQueryAsync(text, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false)),
                new("neural-fused", async text => Hits(await ranker.RunAsync(text, PaperFilter.None, Depth, cancellationToken).ConfigureAwait(false))),
            ],
            progress).ConfigureAwait(false);
    }

    private static async Task EmbedAsync(BeirCollection collection, NeuralVectors vectors, IProgress<(string, double)>? progress, CancellationToken cancellationToken)
    {
        const int Together = 16;
        var known = vectors.Store.FindMany(collection.Papers);
        var missing = collection.Papers.Where(paper => !known.ContainsKey(paper.Id)).Chunk(Together).ToList();
        for (var i = 0; i < missing.Count; i++)
        {
            await vectors.EmbedAsync(missing[i], cancellationToken).ConfigureAwait(false);
            progress?.Report(("Embedding", (i + 1.0) / missing.Count));
        }
    }

    private static async Task<List<RetrievalRun>> RankAsync(BeirCollection collection, List<Way> ways, IProgress<(string, double)>? progress)
    {
        var runs = ways.ConvertAll(way => new RetrievalRun(way.Name, []));
        for (var done = 0; done < collection.Queries.Count; done++)
        {
            for (var way = 0; way < ways.Count; way++)
                runs[way].Rankings.Add(Ordered(collection.Queries[done].Id, await ways[way].Rank(collection.Queries[done].Text).ConfigureAwait(false)));
            progress?.Report(("Queries", (done + 1.0) / collection.Queries.Count));
        }
        return runs;
    }

    private PaperRanker Ranker(BeirCollection collection, EmbeddedPaperIndex index, NeuralVectors? vectors)
    {
        var papers = collection.Papers.ToDictionary(paper => paper.Id, StringComparer.Ordinal);
        return new PaperRanker(
            index, embedder, builtIn.Table, ids => [.. ids.Select(id => papers[id])], options.Value, neuralOptions?.Value, vectors is null ? null : (_, _) => Task.FromResult<NeuralVectors?>(vectors));
    }

    private static Task<IReadOnlyList<IndexHit>> ByVectorAsync(EmbeddedPaperIndex index, ReadOnlyMemory<float> vector, CancellationToken cancellationToken) =>
        index.SearchAsync(new IndexQuery { Vector = vector, VectorWeight = 1, Limit = Depth }, cancellationToken);

    private async Task FillAsync(EmbeddedPaperIndex index, BeirCollection collection, CancellationToken cancellationToken)
    {
        var space = embedder is null ? null : NeuralSpace.SpaceOf(embedder);
        var indexed = new List<IndexedPaper>(collection.Papers.Count);
        foreach (var batch in collection.Papers.Chunk(BatchSize))
        {
            var vectors = embedder is null ? null : await embedder.GenerateAsync(batch.Select(IndexedText.Of), null, cancellationToken).ConfigureAwait(false);
            indexed.AddRange(batch.Select((paper, i) => new IndexedPaper(paper, null, [], vectors is null ? default : vectors[i].Vector) { VectorSpace = space }));
        }
        await index.UpsertAsync(indexed, 1, cancellationToken).ConfigureAwait(false);
    }

    private static IReadOnlyList<IndexHit> Hits(Retrieval.Ranking.Ranking ranking) => [.. ranking.Papers.Select(paper => new IndexHit(paper.Paper.Id, paper.Score, paper.Bm25, paper.Cosine))];

    // Ties by id descending, as trec_eval breaks them, so that its figures are ours.
    private static QueryRanking Ordered(string queryId, IReadOnlyList<IndexHit> hits) =>
        new(queryId, [.. hits.OrderByDescending(hit => hit.Score).ThenByDescending(hit => hit.PaperId, StringComparer.Ordinal).Select(hit => (hit.PaperId, hit.Score))]);

    private static RetrievalMeasures Measure(RetrievalRun run, IReadOnlyList<BeirQuery> queries)
    {
        var scored = run.Rankings.Zip(queries, (ranking, query) => (Ids: ranking.Hits.Select(hit => hit.PaperId).ToList(), query.Relevance)).ToList();
        return new RetrievalMeasures(
            run.Name,
            scored.Average(query => RankingMeasures.Ndcg(query.Ids, query.Relevance, 10)),
            scored.Average(query => RankingMeasures.Recall(query.Ids, query.Relevance, 100)),
            scored.Average(query => RankingMeasures.ReciprocalRank(query.Ids, query.Relevance, 10)));
    }

    private sealed record Way(string Name, Func<string, Task<IReadOnlyList<IndexHit>>> Rank);
}

/// <summary>What an evaluation found.</summary>
/// <param name="Collection">The folder's name.</param>
/// <param name="Papers">Documents.</param>
/// <param name="Queries">Queries with at least one relevant document.</param>
/// <param name="Ways">bm25; vectors and fused with the built-in embedder; neural-vectors and neural-fused with the chosen neural one.</param>
/// <param name="Runs">The rankings behind the figures, in the same order.</param>
public sealed record RetrievalReport(string Collection, int Papers, int Queries, IReadOnlyList<RetrievalMeasures> Ways, IReadOnlyList<RetrievalRun> Runs);

/// <summary>Means over the queries, each 0 to 1.</summary>
public sealed record RetrievalMeasures(string Name, double Ndcg10, double Recall100, double Mrr10);

/// <summary>All rankings of one way to search.</summary>
public sealed record RetrievalRun(string Name, IList<QueryRanking> Rankings)
{
    /// <summary>The run in TREC form, <c>query Q0 document rank score tag</c>.</summary>
    public IEnumerable<string> TrecLines() => Rankings.SelectMany(ranking => ranking.Hits.Select((hit, rank) =>
        string.Create(CultureInfo.InvariantCulture, $"{ranking.QueryId} Q0 {hit.PaperId} {rank + 1} {hit.Score:R} {Name}")));
}

/// <summary>The documents found for one query, best first.</summary>
public sealed record QueryRanking(string QueryId, IReadOnlyList<(string PaperId, double Score)> Hits);
