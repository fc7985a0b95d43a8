namespace PaperBot.Retrieval.Indexing;

/// <summary>
/// Joins BM25 and vector scores by a convex combination of min-max-normalised scores (Bruch, Gai, Ingber 2023, "An analysis of fusion
/// functions for hybrid retrieval"). The minimum of both is taken as 0, which no paper's terms or meaning can shift; the maximum is that of the query's best papers.
/// </summary>
/// <param name="vectorWeight">Weight of the vectors; 0 gives the raw BM25 score, 1 the cosine.</param>
/// <param name="highestBm25">Highest BM25 score for this query.</param>
/// <param name="highestCosine">Highest cosine for this query.</param>
public readonly struct Fusion(double vectorWeight, double highestBm25, double highestCosine)
{
    /// <summary>The fused score, 0 to 1.</summary>
    public double Score(double bm25, double cosine) =>
        vectorWeight <= 0 ? bm25
        : vectorWeight >= 1 ? cosine
        : (1 - vectorWeight) * Normalised(bm25, highestBm25) + vectorWeight * Normalised(cosine, highestCosine);

    private static double Normalised(double value, double highest) => highest > 0 ? Math.Max(0, value) / highest : 0;
}
