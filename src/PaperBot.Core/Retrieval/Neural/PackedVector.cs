using System.Buffers.Binary;
using System.Numerics.Tensors;

namespace PaperBot.Retrieval.Neural;

/// <summary>Vectors as they are stored: for each a float32 (1 / length of the rounded cells) and int8 cells, the largest of them ±127.</summary>
internal static class PackedVector
{
    private const int ScaleBytes = sizeof(float);
    private const float Largest = 127;

    /// <summary>Bytes of one vector.</summary>
    public static int Size(int dimensions) => ScaleBytes + dimensions;

    /// <summary>Packs vectors one after the other.</summary>
    public static byte[] Pack(IReadOnlyList<ReadOnlyMemory<float>> vectors, int dimensions)
    {
        var packed = new byte[vectors.Count * Size(dimensions)];
        for (var i = 0; i < vectors.Count; i++)
            Pack(vectors[i].Span, packed.AsSpan(i * Size(dimensions), Size(dimensions)));
        return packed;
    }

    /// <summary>The first vector with length one; all zero for a vector of zeros.</summary>
    public static float[] Unpack(ReadOnlySpan<byte> packed)
    {
        var vector = new float[packed.Length - ScaleBytes];
        var scale = BinaryPrimitives.ReadSingleLittleEndian(packed);
        for (var i = 0; i < vector.Length; i++)
            vector[i] = scale * (sbyte)packed[ScaleBytes + i];
        return vector;
    }

    /// <summary>Cosine of a unit vector with each packed one, in their order.</summary>
    public static double[] Cosines(ReadOnlySpan<byte> packed, ReadOnlySpan<float> query)
    {
        var size = Size(query.Length);
        var cosines = new double[packed.Length / size];
        for (var i = 0; i < cosines.Length; i++)
            cosines[i] = TensorPrimitives.Dot(Unpack(packed.Slice(i * size, size)), query);
        return cosines;
    }

    private static void Pack(ReadOnlySpan<float> vector, Span<byte> packed)
    {
        var largest = 0f;
        foreach (var value in vector)
            largest = Math.Max(largest, Math.Abs(value));
        if (largest == 0 || !float.IsFinite(largest))
            return;
        var squares = 0L;
        for (var i = 0; i < vector.Length; i++)
        {
            var cell = (int)MathF.Round(vector[i] * Largest / largest);
            packed[ScaleBytes + i] = (byte)(sbyte)cell;
            squares += cell * cell;
        }
        BinaryPrimitives.WriteSingleLittleEndian(packed, 1 / MathF.Sqrt(squares));
    }
}
