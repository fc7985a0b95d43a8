using PaperBot.Retrieval.Indexing;

namespace PaperBot.Retrieval.Ranking;

/// <summary>Papers that the neural embedder has not read yet: their terms find them, and their cosine is taken as the mean of the others'.</summary>
internal static class WaitingPapers
{
    /// <param name="fused">Found by terms and vectors, best first.</param>
    /// <param name="byTerms">Found by terms alone, with their cosines.</param>
    /// <param name="query">What was searched for.</param>
    public static IReadOnlyList<IndexHit> Join(IReadOnlyList<IndexHit> fused, IReadOnlyList<IndexHit> byTerms, IndexQuery query)
    {
        var waiting = byTerms.Where(hit => hit.Cosine == 0).ToList();
        var known = fused.Where(hit => hit.Cosine != 0).ToList();
        if (waiting.Count == 0 || known.Count == 0)
            return fused;
        var fusion = new Fusion(query.VectorWeight, byTerms.Max(hit => hit.Bm25), known.Max(hit => hit.Cosine));
        var mean = known.Average(hit => hit.Cosine);
        return [.. known.Concat(waiting.Select(hit => hit with { Score = fusion.Score(hit.Bm25, mean) }))
            .OrderByDescending(hit => hit.Score).ThenBy(hit => hit.PaperId, StringComparer.Ordinal).Take(query.Limit)];
    }
}
