using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace PaperBot.Qdrant;

/// <summary>
/// The dimension of a term in the sparse vectors: the first four bytes of its SHA-256, the same for ever and everywhere. Of 200,000 terms
/// about five pairs share one; each then counts where the other occurs.
/// </summary>
internal static class TermIndices
{
    private const int KeptTerms = 200_000;

    private static readonly ConcurrentDictionary<string, uint> Known = new(StringComparer.Ordinal);
    private static int s_kept;

    public static uint Of(string term)
    {
        if (Known.TryGetValue(term, out var index))
            return index;
        index = BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(term)));
        if (term.Length <= 32 && Interlocked.Increment(ref s_kept) <= KeptTerms)
            Known.TryAdd(term, index);
        return index;
    }
}
