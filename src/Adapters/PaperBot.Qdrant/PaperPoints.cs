using System.Security.Cryptography;
using Google.Protobuf;
using PaperBot.Papers;
using PaperBot.Retrieval.Indexing;
using PaperBot.Retrieval.Terms;
using Qdrant.Client.Grpc;

namespace PaperBot.Qdrant;

/// <summary>
/// Papers as points. The sparse vector holds of each term the part of BM25 that depends on the paper alone,
/// tf / (tf + k1·(1 - b + b·length / mean)); the server's IDF modifier multiplies it with ln(1 + (N - n + 0.5) / (n + 0.5)), so that the scalar
/// product with the counts of a query's terms is BM25 with the mean length that was in force when the paper was indexed.
/// </summary>
/// <param name="k1">BM25's k1.</param>
/// <param name="b">BM25's b.</param>
/// <param name="meanLength">Mean number of terms of a paper.</param>
internal sealed class PaperPoints(double k1, double b, double meanLength)
{
    /// <summary>The point of a paper without its sequence.</summary>
    public PointStruct Of(IndexedPaper indexed)
    {
        var paper = indexed.Paper;
        var vectors = new NamedVectors();
        if (Sparse(paper) is { Indices.Count: > 0 } sparse)
            vectors.Vectors.Add(Names.Terms, new Vector { Sparse = sparse });
        if (!indexed.Vector.IsEmpty)
            vectors.Vectors.Add(Names.Dense, new Vector { Dense = new DenseVector { Data = { indexed.Vector.ToArray() } } });
        var point = new PointStruct { Id = Names.PointOf(paper.Id), Vectors = new Vectors { Vectors_ = vectors } };
        point.Payload[Names.Id] = paper.Id;
        if (paper.Published is { } day)
            point.Payload[Names.Day] = Number(day);
        if (indexed.Upvotes is { } upvotes)
            point.Payload[Names.Upvotes] = upvotes;
        Add(point, Names.Sources, indexed.Sources.SelectMany(source => Prefixes(source, ':')));
        Add(point, Names.Categories, paper.Categories.SelectMany(category => Prefixes(category, '.')));
        if (paper.Authors.Count > 0)
            point.Payload[Names.Authors] = new Value { ListValue = new ListValue { Values = { paper.Authors.Select(Author) } } };
        point.Payload[Names.Digest] = Digest(point);
        return point;
    }

    /// <summary>Number of terms of a paper.</summary>
    public static int Length(Paper paper) => Math.Min(TermSplitter.SplitForIndex(IndexedText.Of(paper)).Count, ushort.MaxValue);

    /// <summary>A day as a number that sorts alike: 20240205.</summary>
    public static long Number(DateOnly day) => day.Year * 10000L + day.Month * 100 + day.Day;

    /// <summary>A value as filters compare it: letter case does not count.</summary>
    public static string Folded(string value) => value.ToUpperInvariant();

    /// <summary>Everything that a filter may name to mean <paramref name="value"/>: itself, and what stands before or up to each separator.</summary>
    private static IEnumerable<string> Prefixes(string value, char separator)
    {
        var folded = Folded(value);
        yield return folded;
        for (var i = folded.IndexOf(separator, StringComparison.Ordinal); i >= 0; i = folded.IndexOf(separator, i + 1))
        {
            yield return folded[..i];
            yield return folded[..(i + 1)];
        }
    }

    private static void Add(PointStruct point, string key, IEnumerable<string> values)
    {
        var distinct = values.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(value => new Value { StringValue = value }).ToList();
        if (distinct.Count > 0)
            point.Payload[key] = new Value { ListValue = new ListValue { Values = { distinct } } };
    }

    // An object an author, so that a filter's words are looked for within one name.
    private static Value Author(string name)
    {
        var words = new ListValue { Values = { PersonName.Words(name).Distinct(StringComparer.Ordinal).Select(word => new Value { StringValue = word }) } };
        return new Value { StructValue = new Struct { Fields = { [Names.Words] = new Value { ListValue = words } } } };
    }

    private SparseVector Sparse(Paper paper)
    {
        var terms = TermSplitter.SplitForIndex(IndexedText.Of(paper));
        var length = Math.Min(terms.Count, ushort.MaxValue);
        var counts = new SortedDictionary<uint, int>();
        foreach (var term in terms)
            counts[TermIndices.Of(term)] = counts.GetValueOrDefault(TermIndices.Of(term)) + 1;
        return new SparseVector
        {
            Indices = { counts.Keys },
            Values = { counts.Values.Select(count => (float)Bm25.Impact(count, length, meanLength, k1, b)) },
        };
    }

    // The maps of a message have no order of their own, so what goes into the digest is put in one.
    private static string Digest(PointStruct point)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (key, value) in point.Payload.OrderBy(field => field.Key, StringComparer.Ordinal))
        {
            hash.AppendData(System.Text.Encoding.UTF8.GetBytes(key));
            hash.AppendData(value.ToByteArray());
        }
        foreach (var (key, vector) in point.Vectors.Vectors_.Vectors.OrderBy(field => field.Key, StringComparer.Ordinal))
        {
            hash.AppendData(System.Text.Encoding.UTF8.GetBytes(key));
            hash.AppendData(vector.ToByteArray());
        }
        return Convert.ToHexStringLower(hash.GetCurrentHash().AsSpan(0, 16));
    }
}
