using Qdrant.Client.Grpc;

namespace PaperBot.Qdrant.Server;

/// <summary>What the server refuses.</summary>
internal static class Validation
{
    public static void Check(CreateCollection request)
    {
        if (request.VectorsConfig?.Params is not null)
            throw FakeStorage.Wrong("this server knows named vectors only");
        if (request.HasShardNumber && request.ShardNumber == 0)
            throw FakeStorage.Wrong("shard_number: value 0 invalid, must be 1 or larger");
        foreach (var (name, vector) in request.VectorsConfig?.ParamsMap?.Map ?? [])
        {
            if (vector.Size is 0 or > 65536)
                throw FakeStorage.Wrong($"size: value {vector.Size} invalid, must be from 1 to 65536");
            if (vector.Distance != Distance.Cosine)
                throw FakeStorage.Wrong($"this server knows the cosine only ({name})");
            Check(vector.HnswConfig);
            if (vector.QuantizationConfig is { } quantization)
                Check(quantization);
        }
    }

    public static void Check(QueryPoints request)
    {
        if (request.HasLimit && request.Limit == 0)
            throw FakeStorage.Wrong("limit: value 0 invalid, must be 1 or larger");
        if (request.Params?.Quantization is { HasOversampling: true, Oversampling: < 1 })
            throw FakeStorage.Wrong("oversampling must be 1.0 or larger");
    }

    public static float[] Dense(IEnumerable<float>? data, VectorParams parameters)
    {
        float[] vector = data is null ? throw FakeStorage.Wrong("Conversion between multi and regular vectors failed") : [.. data];
        return (ulong)vector.Length == parameters.Size ? vector : throw FakeStorage.Wrong($"Vector dimension error: expected dim: {parameters.Size}, got {vector.Length}");
    }

    public static SparseVector Sparse(SparseVector? vector)
    {
        if (vector is null)
            throw FakeStorage.Wrong("Conversion between sparse and regular vectors failed");
        if (vector.Indices.Count != vector.Values.Count)
            throw FakeStorage.Wrong("values: must be the same length as indices");
        return vector.Indices.Distinct().Count() == vector.Indices.Count ? vector : throw FakeStorage.Wrong("indices: must be unique");
    }

    private static void Check(HnswConfigDiff? hnsw)
    {
        if (hnsw is { HasEfConstruct: true, EfConstruct: < 4 })
            throw FakeStorage.Wrong("ef_construct: value invalid, must be 4 or larger");
    }

    private static void Check(QuantizationConfig quantization)
    {
        if (quantization.Scalar is not { Type: QuantizationType.Int8 } scalar)
            throw FakeStorage.Wrong("this server knows int8 quantization only");
        if (scalar is { HasQuantile: true, Quantile: < 0.5f or > 1 })
            throw FakeStorage.Wrong("quantile: value invalid, must be from 0.5 to 1.0");
    }
}
