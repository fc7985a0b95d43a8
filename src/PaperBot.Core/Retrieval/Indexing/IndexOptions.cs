using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace PaperBot.Retrieval.Indexing;

/// <summary>Section <c>Index</c>: how indexes rank, and how the embedded one keeps house.</summary>
public sealed partial class IndexOptions
{
    public const string Section = "Index";

    /// <summary>BM25's k1: how soon further occurrences of a term stop to count.</summary>
    [Range(0.01, 10)]
    public double K1 { get; set; } = 0.9;

    /// <summary>BM25's b: how much long texts are held back, 0 not at all, 1 fully.</summary>
    [Range(0.0, 1.0)]
    public double B { get; set; } = 0.4;

    /// <summary>So many segments of like size are merged into one.</summary>
    [Range(2, 64)]
    public int MergeFactor { get; set; } = 8;

    /// <summary>Papers whose exact fused score is computed after the quick pass; more is slower. At 800, on 80,000 papers, 99.8 % of the best 50 are those that scoring every paper with all columns gives.</summary>
    [Range(50, 100_000)]
    public int Candidates { get; set; } = 800;

    /// <summary>Postings that are gathered in memory before a segment is written (8 bytes each, twice).</summary>
    [Range(1000, 100_000_000)]
    public int PostingsInMemory { get; set; } = 12_000_000;

    [OptionsValidator]
    internal sealed partial class Validator : IValidateOptions<IndexOptions>;
}
