using PaperBot.Retrieval.Indexing;
using Qdrant.Client.Grpc;

namespace PaperBot.Qdrant;

/// <summary>
/// Searches by words and vectors. Each brings its best candidates; what the one knows and the other does not is then scored by id, so that
/// every candidate has both raw scores. They are joined here as the embedded index joins them, or by their ranks in the server.
/// </summary>
/// <param name="collection">Name of the collection, or the alias.</param>
/// <param name="state">What it holds.</param>
internal sealed class HybridSearch(QdrantConnection connection, QdrantOptions options, string collection, CollectionState state)
{
    /// <summary>Papers of equal score that may lie about the last place; which of them come is decided by their ids.</summary>
    private const int Ties = 64;

    public async Task<IReadOnlyList<IndexHit>> RunAsync(IndexQuery query, CancellationToken cancellationToken)
    {
        var limit = Math.Min(query.Limit, state.Papers);
        if (limit <= 0 || PointFilters.Of(query.Filter, state.Sequence) is not { } filter)
            return [];
        var depth = (ulong)Math.Min(state.Papers, Math.Max(limit + Ties, options.Candidates));
        var words = query.Terms.Count == 0 ? null : Words(query.Terms);
        var meaning = query.Vector.Length > 0 && query.Vector.Length == state.Dimensions ? Meaning(query.Vector) : null;
        var weight = query.Vector.IsEmpty ? 0 : query.VectorWeight;
        var ranked = weight > 0 && weight < 1 && options.Fusion == "rrf" && words is not null && meaning is not null;

        List<QueryPoints> wanted = ranked ? [Ranked(words!, meaning!, filter, depth)]
            : new[] { words is null ? null : Request(words, Names.Terms, filter, depth), meaning is null || weight <= 0 ? null : Request(meaning, Names.Dense, filter, depth) }.OfType<QueryPoints>().ToList();
        var found = await QueryAsync(wanted, cancellationToken).ConfigureAwait(false);
        var bm25 = new Dictionary<string, double>(StringComparer.Ordinal);
        var cosine = new Dictionary<string, double>(StringComparer.Ordinal);
        var candidates = new Dictionary<string, ScoredPoint>(StringComparer.Ordinal);
        foreach (var (request, points) in wanted.Zip(found))
        {
            foreach (var point in points)
            {
                candidates[point.Id.Uuid] = point;
                if (!ranked)
                    (request.Using == Names.Terms ? bm25 : cosine)[point.Id.Uuid] = point.Score;
            }
        }
        await FillAsync(candidates, words, Names.Terms, bm25, cancellationToken).ConfigureAwait(false);
        await FillAsync(candidates, meaning, Names.Dense, cosine, cancellationToken).ConfigureAwait(false);

        var fusion = new Retrieval.Indexing.Fusion(weight, bm25.Values.DefaultIfEmpty().Max(), cosine.Values.DefaultIfEmpty().Max());
        return [.. candidates.Values
            .Select(point => (Point: point, Words: bm25.GetValueOrDefault(point.Id.Uuid), Meaning: cosine.GetValueOrDefault(point.Id.Uuid)))
            .Where(hit => hit.Words > 0 || (weight > 0 && hit.Meaning > 0))
            .Select(hit => new IndexHit(hit.Point.Payload[Names.Id].StringValue, ranked ? hit.Point.Score : fusion.Score(hit.Words, hit.Meaning), hit.Words, hit.Meaning))
            .OrderByDescending(hit => hit.Score).ThenBy(hit => hit.PaperId, StringComparer.Ordinal).Take(limit)];
    }

    /// <summary>In how many papers each term occurs: the score of one paper by one term is its IDF times the stored value, and the IDF tells the number.</summary>
    public async Task<IReadOnlyList<int>> CountPapersWithAsync(IReadOnlyList<string> terms, CancellationToken cancellationToken)
    {
        var distinct = terms.Select(TermIndices.Of).Distinct().ToList();
        var counts = new Dictionary<uint, int>();
        foreach (var chunk in distinct.Chunk(options.BatchSize))
        {
            var found = await QueryAsync([.. chunk.Select(Probe)], cancellationToken).ConfigureAwait(false);
            for (var i = 0; i < chunk.Length; i++)
                counts[chunk[i]] = found[i] is [var point, ..] && Stored(point, chunk[i]) is > 0 and var stored ? Count(point.Score / stored) : 0;
        }
        return [.. terms.Select(term => counts[TermIndices.Of(term)])];
    }

    // idf = ln(1 + (N - n + 0.5) / (n + 0.5)) = ln((N + 1) / (n + 0.5))
    private int Count(double idf) => (int)Math.Clamp(Math.Round((state.Termed + 1) / Math.Exp(idf) - 0.5), 1, Math.Max(1, state.Papers));

    private QueryPoints Probe(uint term)
    {
        var request = Request(new VectorInput { Sparse = new SparseVector { Indices = { term }, Values = { 1 } } }, Names.Terms, PointFilters.Visible(state.Sequence), 1);
        request.WithVectors = new WithVectorsSelector { Include = new VectorsSelector { Names = { Names.Terms } } };
        return request;
    }

    private static double? Stored(ScoredPoint point, uint term) =>
        point.Vectors?.Vectors?.Vectors.GetValueOrDefault(Names.Terms)?.GetSparseVector() is { } vector && vector.Indices.IndexOf(term) is var place and >= 0 ? vector.Values[place] : null;

    private static VectorInput Words(IReadOnlyList<string> terms)
    {
        var counts = terms.CountBy(TermIndices.Of).OrderBy(term => term.Key).ToList();
        return new VectorInput { Sparse = new SparseVector { Indices = { counts.Select(term => term.Key) }, Values = { counts.Select(term => (float)term.Value) } } };
    }

    private static VectorInput Meaning(ReadOnlyMemory<float> vector) => new() { Dense = new DenseVector { Data = { vector.ToArray() } } };

    private QueryPoints Request(VectorInput vector, string name, Filter filter, ulong limit)
    {
        var request = new QueryPoints
        {
            CollectionName = collection,
            Query = new Query { Nearest = vector },
            Using = name,
            Filter = filter,
            Limit = limit,
            WithPayload = new WithPayloadSelector { Include = new PayloadIncludeSelector { Fields = { Names.Id } } },
        };
        if (name == Names.Dense)
            request.Params = DenseParameters();
        return request;
    }

    private SearchParams DenseParameters()
    {
        var parameters = new SearchParams();
        if (options.HnswEf > 0)
            parameters.HnswEf = (ulong)options.HnswEf;
        if (options.Quantize)
            parameters.Quantization = new QuantizationSearchParams { Rescore = true, Oversampling = options.Oversampling };
        return parameters;
    }

    private QueryPoints Ranked(VectorInput words, VectorInput meaning, Filter filter, ulong depth) => new()
    {
        CollectionName = collection,
        Prefetch =
        {
            new PrefetchQuery { Query = new Query { Nearest = words }, Using = Names.Terms, Filter = filter, Limit = depth },
            new PrefetchQuery { Query = new Query { Nearest = meaning }, Using = Names.Dense, Filter = filter, Limit = depth, Params = DenseParameters() },
        },
        Query = new Query { Fusion = global::Qdrant.Client.Grpc.Fusion.Rrf },
        Limit = depth,
        WithPayload = new WithPayloadSelector { Include = new PayloadIncludeSelector { Fields = { Names.Id } } },
    };

    /// <summary>Scores the candidates that have no score of this kind yet.</summary>
    private async Task FillAsync(Dictionary<string, ScoredPoint> candidates, VectorInput? vector, string name, Dictionary<string, double> scores, CancellationToken cancellationToken)
    {
        var missing = vector is null ? [] : candidates.Values.Where(point => !scores.ContainsKey(point.Id.Uuid)).Select(point => point.Id).ToList();
        if (missing.Count == 0)
            return;
        var request = Request(vector!, name, new Filter { Must = { PointFilters.HasId(missing) } }, (ulong)missing.Count);
        if (name == Names.Dense)
            request.Params = new SearchParams { Exact = true };
        foreach (var point in (await QueryAsync([request], cancellationToken).ConfigureAwait(false))[0])
            scores[point.Id.Uuid] = point.Score;
    }

    private async Task<IReadOnlyList<IReadOnlyList<ScoredPoint>>> QueryAsync(List<QueryPoints> requests, CancellationToken cancellationToken)
    {
        if (requests.Count == 0)
            return [];
        var batch = new QueryBatchPoints { CollectionName = collection, QueryPoints = { requests } };
        var answer = await connection.ReadAsync((client, call) => client.Points.QueryBatchAsync(batch, call), cancellationToken).ConfigureAwait(false);
        return [.. answer.Result.Select(result => result.Result)];
    }
}
