using Qdrant.Client.Grpc;

namespace PaperBot.Qdrant.Server;

/// <summary>Which points hold a dimension of a sparse vector.</summary>
/// <param name="hasIdf">Scores are weighted with ln(1 + (N - n + 0.5) / (n + 0.5)) over all points with such a vector, whatever a filter keeps.</param>
internal sealed class SparsePostings(bool hasIdf)
{
    private readonly Dictionary<uint, Dictionary<StoredPoint, float>> _points = [];
    private int _vectors;

    public void Add(StoredPoint point, SparseVector vector)
    {
        _vectors++;
        foreach (var (index, value) in vector.Indices.Zip(vector.Values))
        {
            if (!_points.TryGetValue(index, out var holders))
                _points.Add(index, holders = new Dictionary<StoredPoint, float>(ReferenceEqualityComparer.Instance));
            holders.Add(point, value);
        }
    }

    public void Remove(StoredPoint point, SparseVector vector)
    {
        _vectors--;
        foreach (var index in vector.Indices)
            _points[index].Remove(point);
    }

    /// <summary>The points that share a dimension with the query.</summary>
    public Dictionary<StoredPoint, float> Score(SparseVector query)
    {
        var scores = new Dictionary<StoredPoint, float>(ReferenceEqualityComparer.Instance);
        foreach (var (index, value) in query.Indices.Zip(query.Values).OrderBy(term => term.First))
        {
            if (!_points.TryGetValue(index, out var holders))
                continue;
            float n = holders.Count;
            var weight = hasIdf ? value * MathF.Log((_vectors - n + 0.5f) / (n + 0.5f) + 1) : value;
            foreach (var (point, stored) in holders)
                scores[point] = scores.GetValueOrDefault(point) + weight * stored;
        }
        return scores;
    }
}
