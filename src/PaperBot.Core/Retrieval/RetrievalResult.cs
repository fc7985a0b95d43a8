using PaperBot.Papers;
using PaperBot.Retrieval.Indexing;
using PaperBot.Retrieval.Understanding;

namespace PaperBot.Retrieval;

/// <summary>What retrieval found for a question, with everything the answer, the "enough?" decision and <c>--why</c> need.</summary>
public sealed record RetrievalResult
{
    /// <summary>The text that was searched for, after dates, authors and ids were taken out.</summary>
    public required string Query { get; init; }

    /// <summary>The filter in force (given by the user or read from the question).</summary>
    public required PaperFilter Filter { get; init; }

    /// <summary>The query's distinct terms with how rare they are in this library.</summary>
    public required IReadOnlyList<QueryTerm> Terms { get; init; }

    /// <summary>Unit vector of the query; empty without an embedder.</summary>
    public ReadOnlyMemory<float> QueryVector { get; init; }

    /// <summary>Ranked papers, best first.</summary>
    public required IReadOnlyList<RankedPaper> Papers { get; init; }

    /// <summary>True when a neural embedder's vectors ranked; then papers and sentences carry its cosines beside the built-in table's.</summary>
    public bool IsNeural { get; init; }

    /// <summary>Number of papers in the index when the search ran.</summary>
    public int LibrarySize { get; init; }

    /// <summary>What was read from the text; null when the search took it as it was.</summary>
    public UnderstoodQuestion? Understood { get; init; }

    /// <summary>The paper that the whole text names by id, link or title; it is the first of <see cref="Papers"/>. Null when the text is a question or keywords.</summary>
    public string? ExactPaperId { get; init; }
}

/// <summary>A term of a query.</summary>
/// <param name="Term">The stem.</param>
/// <param name="Papers">In how many papers it occurs.</param>
/// <param name="Idf">ln(1 + (N - n + 0.5) / (n + 0.5)), Robertson and Zaragoza 2009.</param>
public sealed record QueryTerm(string Term, int Papers, double Idf)
{
    /// <summary>Set when the term is not what was typed but its corrected spelling.</summary>
    public SpellingFix? Fix { get; init; }
}

/// <summary>A mistyped word and what was searched for instead.</summary>
public sealed record SpellingFix(string Typed, string Meant);

/// <summary>A retrieved paper with its scores.</summary>
/// <param name="Paper">The paper.</param>
/// <param name="Score">Final score, higher is better; comparable within one result only.</param>
/// <param name="Bm25">Raw BM25 score.</param>
/// <param name="Cosine">Cosine between the query and the paper's vector.</param>
/// <param name="Sentences">Its sentences in order with their scores for this query; empty beyond the papers that were rescored.</param>
public sealed record RankedPaper(Paper Paper, double Score, double Bm25, double Cosine, IReadOnlyList<Evidence> Sentences)
{
    /// <summary>The same by the built-in table, of papers that were rescored in another space; null where <see cref="Cosine"/> is the table's own.</summary>
    public double? TableCosine { get; init; }
}

/// <summary>A sentence of a paper with its score for a question.</summary>
/// <param name="PaperId">Whose.</param>
/// <param name="Position">Index among the sentences of the abstract, from 0; -1 is the title.</param>
/// <param name="Text">Verbatim.</param>
/// <param name="Score">Share of the question it covers by meaning and by terms, 0 to 1.</param>
/// <param name="Cosine">Cosine to the query vector by the built-in table.</param>
/// <param name="Coverage">Share of the query's idf mass that occurs in the sentence.</param>
public sealed record Evidence(string PaperId, int Position, string Text, double Score, double Cosine, double Coverage)
{
    /// <summary>Cosine to the query in the neural embedder's space; null without its vectors.</summary>
    public double? NeuralCosine { get; init; }
}
