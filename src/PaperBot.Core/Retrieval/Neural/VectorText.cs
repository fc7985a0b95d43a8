using System.Security.Cryptography;
using System.Text;
using PaperBot.Papers;
using PaperBot.Retrieval.Indexing;

namespace PaperBot.Retrieval.Neural;

/// <summary>The texts of a paper that a neural embedder reads: the whole and each sentence of its abstract.</summary>
internal static class VectorText
{
    /// <summary>Sentences beyond these have no vector; real abstracts have under forty.</summary>
    public const int MostSentences = 64;

    /// <summary>To be raised when <see cref="SentenceSplitter"/> cuts otherwise: stored sentence vectors then no longer fit.</summary>
    private const string Version = "1\n";

    private const int HashLength = 16;

    /// <summary>Title and abstract as one text, then the sentences in the order of <see cref="SentenceSplitter"/>.</summary>
    public static IReadOnlyList<string> Of(Paper paper) => [IndexedText.Of(paper), .. SentenceSplitter.Split(paper.Abstract).Take(MostSentences)];

    /// <summary>Changes whenever a text of the paper does.</summary>
    public static byte[] Hash(Paper paper) => SHA256.HashData(Encoding.UTF8.GetBytes(Version + paper.Title + "\n" + paper.Abstract))[..HashLength];
}
