using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace PaperBot.Models.Gguf;

/// <summary>Reads a GGUF head forward. Every length it meets is checked against what the file still holds before anything is allocated or skipped.</summary>
internal sealed class GgufInput(Stream stream, long length)
{
    // Vocabularies and merges of a quarter of a million entries are about 10 MB.
    private const long LongestHead = 256L * 1024 * 1024;

    private readonly byte[] _buffer = new byte[64 * 1024];
    private readonly long _end = Math.Min(length, LongestHead);
    private int _at;
    private int _filled;

    /// <summary>Bytes read or skipped so far.</summary>
    public long Position { get; private set; }

    public byte U8() => Take(1)[0];

    public ushort U16() => BinaryPrimitives.ReadUInt16LittleEndian(Take(2));

    public uint U32() => BinaryPrimitives.ReadUInt32LittleEndian(Take(4));

    public ulong U64() => BinaryPrimitives.ReadUInt64LittleEndian(Take(8));

    /// <summary>A text; null, skipped, when it is longer than <paramref name="longest"/> bytes.</summary>
    public string? Text(int longest)
    {
        var bytes = U64();
        if (bytes > (ulong)longest)
        {
            Skip(bytes, 1);
            return null;
        }
        Require(bytes);
        var text = new byte[(int)bytes];
        for (var done = 0; done < text.Length;)
        {
            var part = Take(Math.Min(text.Length - done, _buffer.Length));
            part.CopyTo(text.AsSpan(done));
            done += part.Length;
        }
        return Encoding.UTF8.GetString(text);
    }

    /// <summary>Passes over <paramref name="count"/> items of <paramref name="size"/> bytes.</summary>
    public void Skip(ulong count, uint size)
    {
        if (count > (ulong)(_end - Position) / size)
            throw Cut();
        var bytes = (long)count * size;
        Position += bytes;
        var inBuffer = (int)Math.Min(bytes, _filled - _at);
        _at += inBuffer;
        if (bytes > inBuffer)
            stream.Seek(bytes - inBuffer, SeekOrigin.Current);
    }

    /// <summary>Fails unless <paramref name="bytes"/> more are there.</summary>
    public void Require(ulong bytes)
    {
        if (bytes > (ulong)(_end - Position))
            throw Cut();
    }

    public InvalidDataException Cut() => new(length > LongestHead && Position > LongestHead / 2
        ? "its head is longer than that of any model"
        : string.Create(CultureInfo.InvariantCulture, $"it is cut or damaged: its head goes on after its end ({length:N0} bytes)"));

    private ReadOnlySpan<byte> Take(int count)
    {
        Require((ulong)count);
        if (_filled - _at < count)
            Fill(count);
        var taken = _buffer.AsSpan(_at, count);
        _at += count;
        Position += count;
        return taken;
    }

    private void Fill(int count)
    {
        var rest = _filled - _at;
        _buffer.AsSpan(_at, rest).CopyTo(_buffer);
        _at = 0;
        _filled = rest + stream.ReadAtLeast(_buffer.AsSpan(rest), count - rest, throwOnEndOfStream: false);
        if (_filled < count)
            throw Cut();
    }
}
