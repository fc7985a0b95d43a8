using System.Security.Cryptography;
using System.Text;
using Qdrant.Client.Grpc;

namespace PaperBot.Qdrant;

/// <summary>What things are called in the server.</summary>
internal static class Names
{
    public const string Dense = "dense";
    public const string Terms = "terms";

    public const string Id = "id";
    public const string Day = "day";
    public const string Upvotes = "upvotes";
    public const string Sources = "sources";
    public const string Categories = "categories";
    public const string Authors = "authors";
    public const string Words = "words";
    public const string Sequence = "sequence";
    public const string Digest = "digest";

    /// <summary>Namespace of the point ids, a UUID of our own.</summary>
    private static readonly byte[] Namespace = Guid.Parse("6f0d9c52-6d5a-5d0b-9a6e-0f6c1f3c7b11").ToByteArray(bigEndian: true);

    /// <summary>The point of a paper: UUID version 5 of its id (RFC 9562), so that a paper that comes again replaces itself.</summary>
    public static PointId PointOf(string paperId) => new() { Uuid = Uuid("paper:" + paperId).ToString() };

    /// <summary>The point that says what the collection holds.</summary>
    public static PointId StatePoint { get; } = new() { Uuid = Uuid("state").ToString() };

    private static Guid Uuid(string name)
    {
#pragma warning disable CA5350 // RFC 9562 prescribes SHA-1 for version 5; nothing is kept secret by it.
        var hash = SHA1.HashData([.. Namespace, .. Encoding.UTF8.GetBytes(name)])[..16];
#pragma warning restore CA5350
        hash[6] = (byte)(hash[6] & 0x0F | 0x50);
        hash[8] = (byte)(hash[8] & 0x3F | 0x80);
        return new Guid(hash, bigEndian: true);
    }
}
