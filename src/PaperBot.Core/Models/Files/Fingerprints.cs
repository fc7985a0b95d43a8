using System.Security.Cryptography;
using Microsoft.Extensions.Options;

namespace PaperBot.Models.Files;

/// <summary>
/// The SHA-256 of model files, computed once each: a downloaded file's was recorded with it, another's is remembered with its size and time in
/// <c>fingerprints.json</c> of the models folder. Gigabytes are not read at every start.
/// </summary>
public sealed class Fingerprints(IOptions<ModelOptions> options)
{
    private const int MostRemembered = 100;
    private readonly Lock _computing = new();

    private string Path => System.IO.Path.Combine(options.Value.Directory, "fingerprints.json");

    /// <summary>In lower-case hex. Reads the whole file when nothing is known of it.</summary>
    /// <param name="path">Absolute.</param>
    /// <exception cref="IOException">It cannot be read.</exception>
    public string Of(string path)
    {
        var file = new FileInfo(path);
        var (bytes, modified) = (file.Length, Time(file));
        if (ModelFolder.RecordOf(path) is { } record && record.Modified == modified)
            return record.Sha256;
        lock (_computing)
        {
            var known = JsonFile.Read<Dictionary<string, Known>>(Path) ?? [];
            if (known.TryGetValue(path, out var remembered) && remembered is { Sha256: not null } && remembered.Bytes == bytes && remembered.Modified == modified)
                return remembered.Sha256;
            var hash = Compute(path);
            Remember(known, path, new Known(hash, bytes, modified));
            return hash;
        }
    }

    /// <summary>When the file was last written, to the second: what copying and other file systems keep.</summary>
    internal static DateTimeOffset Time(FileInfo file) => DateTimeOffset.FromUnixTimeSeconds(new DateTimeOffset(file.LastWriteTimeUtc).ToUnixTimeSeconds());

    internal static string Compute(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 20, FileOptions.SequentialScan);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    private void Remember(Dictionary<string, Known> known, string path, Known entry)
    {
        foreach (var gone in known.Keys.Where(other => !File.Exists(other)).ToList())
            known.Remove(gone);
        if (known.Count >= MostRemembered)
            known.Clear();
        known[path] = entry;
        try
        {
            JsonFile.Write(Path, known);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // A folder that cannot be written costs time at the next start, nothing else.
        }
    }

    private sealed record Known(string Sha256, long Bytes, DateTimeOffset Modified);
}
