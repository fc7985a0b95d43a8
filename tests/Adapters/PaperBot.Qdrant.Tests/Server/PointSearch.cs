using System.Numerics.Tensors;
using Google.Protobuf.Collections;
using Qdrant.Client.Grpc;

namespace PaperBot.Qdrant.Server;

/// <summary>Scores every point, in single precision as the original does.</summary>
internal sealed class PointSearch(IReadOnlyDictionary<string, StoredPoint> points, MapField<string, VectorParams> dense, IReadOnlyDictionary<string, SparsePostings> sparse)
{
    private const int UsualRankConstant = 2;

    public IReadOnlyList<(StoredPoint Point, float Score)> Run(RepeatedField<PrefetchQuery> prefetch, Query? query, string name, Filter? filter, int limit)
    {
        var kept = points.Values.Where(point => PointFilter.Matches(filter, point));
        if (query is null)
            return [.. kept.OrderBy(point => point.Key, StringComparer.Ordinal).Take(limit).Select(point => (point, 0f))];
        var hits = query.VariantCase switch
        {
            Query.VariantOneofCase.Nearest => Nearest(filter, query.Nearest, name),
            Query.VariantOneofCase.Fusion when query.Fusion == Fusion.Rrf => Fused(prefetch, filter, UsualRankConstant, []),
            Query.VariantOneofCase.Rrf => Fused(prefetch, filter, query.Rrf.HasK ? (int)query.Rrf.K : UsualRankConstant, query.Rrf.Weights),
            _ => throw FakeStorage.Wrong($"this server does not know the query {query.VariantCase}"),
        };
        return [.. hits.OrderByDescending(hit => hit.Score).ThenBy(hit => hit.Point.Key, StringComparer.Ordinal).Take(limit)];
    }

    private IEnumerable<(StoredPoint Point, float Score)> Nearest(Filter? filter, VectorInput input, string name)
    {
        if (dense.TryGetValue(name, out var parameters))
        {
            var vector = StoredPoint.Normalised(Validation.Dense(input.Dense?.Data, parameters));
            return Candidates(filter).Where(point => point.Dense.ContainsKey(name) && PointFilter.Matches(filter, point))
                .Select(point => (point, TensorPrimitives.Dot(vector, point.Dense[name])));
        }
        if (!sparse.TryGetValue(name, out var postings))
            throw FakeStorage.Wrong($"Not existing vector name error: {name}");
        return postings.Score(Validation.Sparse(input.Sparse)).Where(hit => PointFilter.Matches(filter, hit.Key)).Select(hit => (hit.Key, hit.Value));
    }

    // A filter that names points need not be tried on all others.
    private IEnumerable<StoredPoint> Candidates(Filter? filter) =>
        filter?.Must.FirstOrDefault(condition => condition.HasId is not null) is { } named
            ? named.HasId.HasId.Select(StoredPoint.KeyOf).Distinct().Where(points.ContainsKey).Select(key => points[key])
            : points.Values;

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
