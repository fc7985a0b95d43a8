using System.Numerics.Tensors;
using Google.Protobuf.Collections;
using Qdrant.Client.Grpc;

namespace PaperBot.Qdrant.Server;

/// <summary>Scores every point, in single precision as the original does.</summary>
internal sealed class PointSearch(IReadOnlyList<StoredPoint> points, MapField<string, VectorParams> dense, MapField<string, SparseVectorParams> sparse)
{
    private const int UsualRankConstant = 2;

    public IReadOnlyList<(StoredPoint Point, float Score)> Run(RepeatedField<PrefetchQuery> prefetch, Query? query, string name, Filter? filter, int limit)
    {
        var kept = points.Where(point => PointFilter.Matches(filter, point));
        if (query is null)
            return [.. kept.OrderBy(point => point.Key, StringComparer.Ordinal).Take(limit).Select(point => (point, 0f))];
        var hits = query.VariantCase switch
        {
            Query.VariantOneofCase.Nearest => Nearest(kept, query.Nearest, name),
            Query.VariantOneofCase.Fusion when query.Fusion == Fusion.Rrf => Fused(prefetch, filter, UsualRankConstant, []),
            Query.VariantOneofCase.Rrf => Fused(prefetch, filter, query.Rrf.HasK ? (int)query.Rrf.K : UsualRankConstant, query.Rrf.Weights),
            _ => throw FakeStorage.Wrong($"this server does not know the query {query.VariantCase}"),
        };
        return [.. hits.OrderByDescending(hit => hit.Score).ThenBy(hit => hit.Point.Key, StringComparer.Ordinal).Take(limit)];
    }

    private IEnumerable<(StoredPoint Point, float Score)> Nearest(IEnumerable<StoredPoint> kept, VectorInput input, string name)
    {
        if (dense.TryGetValue(name, out var parameters))
        {
            var vector = StoredPoint.Normalised(Validation.Dense(input.Dense?.Data, parameters));
            return kept.Where(point => point.Dense.ContainsKey(name)).Select(point => (point, TensorPrimitives.Dot(vector, point.Dense[name])));
        }
        if (!sparse.TryGetValue(name, out var terms))
            throw FakeStorage.Wrong($"Not existing vector name error: {name}");
        var query = Weighted(Validation.Sparse(input.Sparse), name, terms);
        return kept.Where(point => point.Sparse.ContainsKey(name)).Select(point => (point, Product(query, point.Sparse[name]))).Where(hit => hit.Item2 is not null).Select(hit => (hit.point, hit.Item2!.Value));
    }

    // ln(1 + (N - n + 0.5) / (n + 0.5)) over all points with such a vector, whatever the filter keeps.
    private Dictionary<uint, float> Weighted(SparseVector query, string name, SparseVectorParams parameters)
    {
        var weights = query.Indices.Zip(query.Values).ToDictionary(term => term.First, term => term.Second);
        if (parameters.Modifier != Modifier.Idf)
            return weights;
        var all = points.Where(point => point.Sparse.ContainsKey(name)).Select(point => point.Sparse[name]).ToList();
        var found = all.SelectMany(vector => vector.Indices).Where(weights.ContainsKey).CountBy(index => index).ToDictionary();
        return weights.ToDictionary(term => term.Key, term =>
        {
            float n = found.GetValueOrDefault(term.Key);
            return term.Value * MathF.Log((all.Count - n + 0.5f) / (n + 0.5f) + 1);
        });
    }

    // Null where no dimension is shared: such a point is not found.
    private static float? Product(Dictionary<uint, float> query, SparseVector vector)
    {
        float? sum = null;
        for (var i = 0; i < vector.Indices.Count; i++)
        {
            if (query.TryGetValue(vector.Indices[i], out var weight))
                sum = (sum ?? 0) + weight * vector.Values[i];
        }
        return sum;
    }

    private IEnumerable<(StoredPoint Point, float Score)> Fused(RepeatedField<PrefetchQuery> prefetch, Filter? filter, int constant, RepeatedField<float> weights)
    {
        if (prefetch.Count == 0)
            throw FakeStorage.Wrong("Validation error: Fusion queries must have prefetches");
        if (weights.Count > 0 && weights.Count != prefetch.Count)
            throw FakeStorage.Wrong("Number of weights in RRF should match number of pre-fetches");
        var scores = new Dictionary<StoredPoint, float>(ReferenceEqualityComparer.Instance);
        for (var source = 0; source < prefetch.Count; source++)
        {
            var one = prefetch[source];
            var both = new Filter();
            foreach (var part in new[] { filter, one.Filter }.OfType<Filter>())
                both.Must.Add(new Condition { Filter = part });
            var hits = Run(one.Prefetch, one.Query, one.Using, both, (int)(one.HasLimit ? one.Limit : 10));
            for (var rank = 0; rank < hits.Count; rank++)
                scores[hits[rank].Point] = scores.GetValueOrDefault(hits[rank].Point) + 1 / ((rank + 1) / (weights.Count > 0 ? weights[source] : 1) + constant - 1);
        }
        return scores.Select(score => (score.Key, score.Value));
    }
}
