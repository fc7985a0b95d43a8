using Google.Protobuf.Collections;
using Qdrant.Client.Grpc;

namespace PaperBot.Qdrant.Server;

/// <summary>A point with its named vectors.</summary>
internal sealed record StoredPoint(PointId Id, MapField<string, Value> Payload, IReadOnlyDictionary<string, float[]> Dense, IReadOnlyDictionary<string, SparseVector> Sparse)
{
    public string Key => KeyOf(Id);

    /// <summary>Numbers before UUIDs, each ascending.</summary>
    public static string KeyOf(PointId id) => id.PointIdOptionsCase switch
    {
        PointId.PointIdOptionsOneofCase.Num => $"0{id.Num:d20}",
        PointId.PointIdOptionsOneofCase.Uuid when Guid.TryParse(id.Uuid, out var uuid) => "1" + uuid,
        PointId.PointIdOptionsOneofCase.Uuid => throw FakeStorage.Wrong($"Unable to parse UUID: {id.Uuid}"),
        _ => throw FakeStorage.Wrong("No ID options provided"),
    };

    public static StoredPoint Of(PointStruct point, MapField<string, VectorParams> dense, MapField<string, SparseVectorParams> sparse)
    {
        if (point.Id is null)
            throw FakeStorage.Wrong("Empty ID is not allowed");
        _ = KeyOf(point.Id);
        var (own, terms) = (new Dictionary<string, float[]>(), new Dictionary<string, SparseVector>());
        if (point.Vectors is null)
            throw FakeStorage.Wrong("Expected some vectors");
        if (point.Vectors.VectorsOptionsCase == Vectors.VectorsOptionsOneofCase.Vector)
            throw FakeStorage.Wrong("Not existing vector name error: ");
        foreach (var (name, vector) in point.Vectors.Vectors_?.Vectors ?? [])
        {
            if (dense.TryGetValue(name, out var parameters))
                own[name] = Normalised(Validation.Dense(vector.Dense?.Data, parameters));
            else if (sparse.ContainsKey(name))
                terms[name] = Validation.Sparse(vector.Sparse);
            else
                throw FakeStorage.Wrong($"Not existing vector name error: {name}");
        }
        return new StoredPoint(point.Id.Clone(), point.Payload.Clone(), own, terms);
    }

    public RetrievedPoint Retrieved(WithPayloadSelector? payload, WithVectorsSelector? vectors, bool isDefault) =>
        new() { Id = Id, Payload = { Chosen(payload, isDefault) }, Vectors = Chosen(vectors) };

    public ScoredPoint Scored(float score, WithPayloadSelector? payload, WithVectorsSelector? vectors) =>
        new() { Id = Id, Score = score, Payload = { Chosen(payload, false) }, Vectors = Chosen(vectors) };

    public static float[] Normalised(float[] vector)
    {
        var length = MathF.Sqrt(vector.Sum(value => value * value));
        return length == 0 ? vector : [.. vector.Select(value => value / length)];
    }

    private Dictionary<string, Value> Chosen(WithPayloadSelector? selector, bool isDefault) => selector?.SelectorOptionsCase switch
    {
        WithPayloadSelector.SelectorOptionsOneofCase.Enable => selector.Enable ? new(Payload) : [],
        WithPayloadSelector.SelectorOptionsOneofCase.Include => Payload.Where(field => selector.Include.Fields.Contains(field.Key)).ToDictionary(),
        WithPayloadSelector.SelectorOptionsOneofCase.Exclude => Payload.Where(field => !selector.Exclude.Fields.Contains(field.Key)).ToDictionary(),
        _ => isDefault ? new(Payload) : [],
    };

    private VectorsOutput? Chosen(WithVectorsSelector? selector)
    {
        var all = selector?.SelectorOptionsCase == WithVectorsSelector.SelectorOptionsOneofCase.Enable && selector.Enable;
        if (!all && selector?.SelectorOptionsCase != WithVectorsSelector.SelectorOptionsOneofCase.Include)
            return null;
        bool IsWanted(string name) => all || selector!.Include.Names.Contains(name);
        var output = new NamedVectorsOutput();
        foreach (var (name, vector) in Dense.Where(vector => IsWanted(vector.Key)))
            output.Vectors.Add(name, new VectorOutput { Dense = new DenseVector { Data = { vector } } });
        foreach (var (name, vector) in Sparse.Where(vector => IsWanted(vector.Key)))
            output.Vectors.Add(name, new VectorOutput { Sparse = vector });
        return new VectorsOutput { Vectors = output };
    }
}
