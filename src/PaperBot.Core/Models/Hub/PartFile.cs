using System.Security.Cryptography;
using PaperBot.Models.Files;

namespace PaperBot.Models.Hub;

/// <summary>
/// A file that grows while it is downloaded, <c>&lt;file&gt;.part</c>, and beside it what it is a part of. The SHA-256 grows along. Written to as a stream;
/// what was written is on disk when the process dies.
/// </summary>
internal sealed class PartFile : Stream
{
    private const int ChunkBytes = 1 << 20;

    private readonly string _path;
    private readonly FileStream _file;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly Action<PartFile> _grown;
    private Origin _origin;

    private PartFile(string path, Origin origin, Action<PartFile> grown)
    {
        (_path, _origin, _grown) = (path, origin, grown);
        _file = new FileStream(ModelFolder.PartPath(path), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0);
    }

    /// <summary>Bytes that are there.</summary>
    public override long Length => _file.Length;

    /// <summary>What the storage called the file that these bytes are of; null when it did not say.</summary>
    public string? ETag => _origin.ETag;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Position { get => _file.Position; set => throw new NotSupportedException(); }

    /// <summary>Opens the part of <paramref name="path"/>; what is there of another file is thrown away.</summary>
    /// <param name="grown">Called after every write; may throw to stop.</param>
    /// <param name="checking">Told how much of an earlier part has been read.</param>
    public static async Task<PartFile> OpenAsync(string path, HubFile wanted, Action<PartFile> grown, Action<long> checking, CancellationToken cancellationToken)
    {
        var known = JsonFile.Read<Origin>(OriginPath(path));
        var part = new PartFile(path, known?.Sha256 == wanted.Sha256 ? known : new Origin(wanted.Sha256, null), grown);
        try
        {
            if (known?.Sha256 != wanted.Sha256 || part.Length > wanted.Bytes)
                part.Restart();
            await part.HashAsync(checking, cancellationToken).ConfigureAwait(false);
            return part;
        }
        catch
        {
            await part.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Throws away what is there.</summary>
    public void Restart()
    {
        _file.SetLength(0);
        _ = _hash.GetHashAndReset();
        Remember(null);
    }

    /// <summary>Remembers what the storage calls the file.</summary>
    public void Remember(string? etag)
    {
        _origin = _origin with { ETag = etag };
        JsonFile.Write(OriginPath(_path), _origin);
    }

    /// <summary>The SHA-256 of what is there, in lower-case hex.</summary>
    public string Sha256() => Convert.ToHexStringLower(_hash.GetCurrentHash());

    /// <summary>Puts it in its place, whole and on disk. Nothing can be written afterwards.</summary>
    public void Complete(Func<FileInfo, ModelRecord> record)
    {
        _file.Flush(flushToDisk: true);
        _file.Dispose();
        // The record first: a record without its file is nothing, a file without its record would have to be checked anew.
        JsonFile.Write(ModelFolder.RecordPath(_path), record(new FileInfo(ModelFolder.PartPath(_path))));
        File.Move(ModelFolder.PartPath(_path), _path, overwrite: true);
        File.Delete(OriginPath(_path));
    }

    /// <summary>Deletes what is there of <paramref name="path"/>; returns the bytes freed.</summary>
    public static long Delete(string path)
    {
        var part = new FileInfo(ModelFolder.PartPath(path));
        var bytes = part.Exists ? part.Length : 0;
        part.Delete();
        File.Delete(OriginPath(path));
        return bytes;
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        _file.Write(buffer);
        _hash.AppendData(buffer);
        _grown(this);
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await _file.WriteAsync(buffer, CancellationToken.None).ConfigureAwait(false); // Whole or not at all: the hash must not run ahead of the file.
        _hash.AppendData(buffer.Span);
        _grown(this);
    }

    public override void Flush() => _file.Flush();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _file.Dispose();
            _hash.Dispose();
        }
        base.Dispose(disposing);
    }

    private static string OriginPath(string path) => ModelFolder.PartPath(path) + ".json";

    private async Task HashAsync(Action<long> checking, CancellationToken cancellationToken)
    {
        var chunk = new byte[ChunkBytes];
        _file.Position = 0;
        for (int read; (read = await _file.ReadAsync(chunk, cancellationToken).ConfigureAwait(false)) > 0;)
        {
            _hash.AppendData(chunk, 0, read);
            checking(_file.Position);
        }
    }

    private sealed record Origin(string Sha256, string? ETag);
}
