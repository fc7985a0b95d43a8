using System.Globalization;
using System.Numerics;

namespace PaperBot.Models.Gguf;

/// <summary>
/// Reads the head of GGUF files, versions 2 and 3, little-endian (https://github.com/ggml-org/ggml/blob/master/docs/gguf.md): the metadata, and the list
/// of tensors to know how long the file must be. Nothing a file says can make it fail otherwise than with <see cref="InvalidDataException"/>.
/// </summary>
public static class GgufReader
{
    private const uint Magic = 0x46554747; // "GGUF"
    private const int LongestKey = 64 * 1024;
    private const int LongestText = 1024 * 1024;
    private const int DeepestArray = 4;
    private const int MostDimensions = 8;
    private const uint TextType = 8;
    private const uint ArrayType = 9;

    // Ends of the keys that are kept; the architecture stands before some of them.
    private static readonly string[] Wanted =
    [
        "general.architecture", "general.name", "general.alignment", ".context_length", ".embedding_length", ".pooling_type", "tokenizer.chat_template",
    ];

    /// <summary>Reads the head of a file.</summary>
    /// <exception cref="InvalidDataException">It is no GGUF file, of another version, cut or damaged; the message names the file and says which.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static GgufHeader Read(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        try
        {
            return Read(stream, stream.Length);
        }
        catch (InvalidDataException error)
        {
            throw new InvalidDataException($"{path} cannot be used: {error.Message}.", error);
        }
    }

    internal static GgufHeader Read(Stream stream, long length)
    {
        if (length < 24)
            throw new InvalidDataException("it is no GGUF file (too short)");
        var input = new GgufInput(stream, length);
        if (input.U32() != Magic)
            throw new InvalidDataException("it is no GGUF file (it does not begin with GGUF)");
        var version = input.U32();
        if ((version & 0xFFFF) == 0 && version != 0)
            throw new InvalidDataException("it is a big-endian GGUF file, which no runtime here reads");
        if (version is not (2 or 3))
            throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"it is GGUF of version {version}; 2 and 3 are known"));
        var (tensors, pairs) = (input.U64(), input.U64());
        var metadata = ReadMetadata(input, pairs);
        var (end, hasClassifier) = ReadTensors(input, tensors);
        var alignment = metadata.Number("general.alignment") ?? 32;
        if (alignment is < 1 or > 1 << 20 || !BitOperations.IsPow2(alignment))
            throw new InvalidDataException("its head is damaged (general.alignment)");
        var start = (input.Position + alignment - 1) / alignment * alignment;
        if (end > 0 && (UInt128)length < (UInt128)start + end)
            throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"it is cut: {length:N0} bytes of {(UInt128)start + end:N0} are there"));
        return metadata.ToHeader((int)version, hasClassifier);
    }

    private static GgufMetadata ReadMetadata(GgufInput input, ulong pairs)
    {
        var metadata = new GgufMetadata();
        for (ulong i = 0; i < pairs; i++)
        {
            var key = input.Text(LongestKey) ?? throw new InvalidDataException("its head is damaged (a key)");
            var type = input.U32();
            if (!Array.Exists(Wanted, end => key.EndsWith(end, StringComparison.Ordinal)))
                SkipValue(input, type, 0);
            else if (type == TextType)
                metadata.Add(key, input.Text(LongestText));
            else if (Integer(input, type) is { } number)
                metadata.Add(key, number);
            else
                SkipValue(input, type, 0);
        }
        return metadata;
    }

    // Null leaves a value of another type unread.
    private static long? Integer(GgufInput input, uint type) => type switch
    {
        0 => input.U8(),
        1 => (sbyte)input.U8(),
        2 => input.U16(),
        3 => (short)input.U16(),
        4 => input.U32(),
        5 => (int)input.U32(),
        10 => (long)Math.Min(input.U64(), long.MaxValue),
        11 => (long)input.U64(),
        _ => null,
    };

    private static void SkipValue(GgufInput input, uint type, int depth)
    {
        if (SizeOf(type) is { } size)
        {
            input.Skip(1, size);
        }
        else if (type == TextType)
        {
            input.Skip(input.U64(), 1);
        }
        else if (type == ArrayType && depth < DeepestArray)
        {
            var (inner, count) = (input.U32(), input.U64());
            if (SizeOf(inner) is { } each)
            {
                input.Skip(count, each);
                return;
            }
            for (ulong i = 0; i < count; i++)
                SkipValue(input, inner, depth + 1);
        }
        else
        {
            throw new InvalidDataException("its head is damaged (a value of no known type)");
        }
    }

    private static uint? SizeOf(uint type) => type switch
    {
        0 or 1 or 7 => 1,
        2 or 3 => 2,
        4 or 5 or 6 => 4,
        10 or 11 or 12 => 8,
        _ => null,
    };

    // Where the last tensor ends after the start of the data, and whether a classifier sits on top.
    private static (UInt128 End, bool HasClassifier) ReadTensors(GgufInput input, ulong tensors)
    {
        UInt128 end = 0;
        var hasClassifier = false;
        for (ulong i = 0; i < tensors; i++)
        {
            var name = input.Text(LongestKey) ?? throw new InvalidDataException("its head is damaged (a tensor's name)");
            hasClassifier |= name is "cls.weight" or "cls.output.weight";
            var dimensions = input.U32();
            if (dimensions > MostDimensions)
                throw new InvalidDataException("its head is damaged (a tensor's shape)");
            UInt128 elements = 1;
            for (var d = 0; d < dimensions; d++)
                elements = elements > ulong.MaxValue ? throw new InvalidDataException("its head is damaged (a tensor's shape)") : elements * input.U64();
            var (type, offset) = (input.U32(), input.U64());
            var last = offset + GgufTensorType.Bytes(type, elements);
            end = last > end ? last : end;
        }
        return (end, hasClassifier);
    }
}
