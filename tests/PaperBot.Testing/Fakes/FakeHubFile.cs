using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace PaperBot.Testing.Fakes;

/// <summary>A file of a repository of <see cref="FakeHub"/>.</summary>
/// <param name="Repository">Owner and name.</param>
/// <param name="Path">In the repository.</param>
/// <param name="Content">Its bytes.</param>
public sealed record FakeHubFile(string Repository, string Path, byte[] Content)
{
    /// <summary>Whether it lies in the storage (large files do), or in the repository itself.</summary>
    public bool IsStored { get; init; } = true;

    /// <summary>Size that the hub announces; null for the true one.</summary>
    public long? AnnouncedBytes { get; init; }

    /// <summary>What the storage sends instead of the content; null for the content.</summary>
    public byte[]? SentInstead { get; init; }

    public string Sha256 => Convert.ToHexStringLower(SHA256.HashData(Content));

    /// <summary>As git names it: the SHA-1 of the blob, which for a stored file is the pointer to it.</summary>
    public string GitId => Blob(IsStored ? Encoding.UTF8.GetBytes(Pointer) : Content);

    internal string Pointer => string.Create(CultureInfo.InvariantCulture, $"version https://git-lfs.github.com/spec/v1\noid sha256:{Sha256}\nsize {Content.Length}\n");

    /// <summary>Bytes that look random and are the same in every run.</summary>
    public static byte[] SomeBytes(int count, int seed)
    {
        var bytes = new byte[count];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    // Git names a blob so; nothing rests on its safety.
#pragma warning disable CA5350
    private static string Blob(byte[] content) =>
        Convert.ToHexStringLower(SHA1.HashData([.. Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"blob {content.Length}\0")), .. content]));
#pragma warning restore CA5350
}
