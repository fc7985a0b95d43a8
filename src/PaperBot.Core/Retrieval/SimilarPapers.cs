using Microsoft.Extensions.AI;
using PaperBot.Library;
using PaperBot.Papers;
using PaperBot.Retrieval.Indexing;
using PaperBot.Retrieval.Neural;
using PaperBot.Retrieval.Terms;

namespace PaperBot.Retrieval;

/// <summary>Finds papers like a given one: by its own vector, fused with its most telling terms.</summary>
/// <param name="embedder">The built-in one, for a paper that is not indexed yet; null for terms alone.</param>
public sealed class SimilarPapers(PaperLibrary library, IPaperIndex index, IEmbeddingGenerator<string, Embedding<float>>? embedder = null)
{
    private const int TellingTerms = 25;
    private const double VectorWeight = 0.6;

    /// <summary>The papers nearest to <paramref name="paper"/>, best first, never itself.</summary>
    /// <param name="filter">Restricts the result.</param>
    /// <param name="limit">At most so many.</param>
    public async Task<IReadOnlyList<RankedPaper>> RunAsync(Paper paper, PaperFilter filter, int limit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(paper);
        var vector = await VectorAsync(paper, cancellationToken).ConfigureAwait(false);
        var hits = await index.SearchAsync(
            new IndexQuery
            {
                Terms = await TermsAsync(paper, cancellationToken).ConfigureAwait(false),
                Vector = vector,
                VectorWeight = vector.IsEmpty ? 0 : VectorWeight,
                // One more for the paper itself.
                Limit = limit + 1,
                Filter = filter,
            },
            cancellationToken).ConfigureAwait(false);
        var others = hits.Where(hit => hit.PaperId != paper.Id).Take(limit).ToList();
        var papers = library.FindMany([.. others.Select(hit => hit.PaperId)]).ToDictionary(stored => stored.Paper.Id, stored => stored.Paper, StringComparer.Ordinal);
        return [.. others.Where(hit => papers.ContainsKey(hit.PaperId)).Select(hit => new RankedPaper(papers[hit.PaperId], hit.Score, hit.Bm25, hit.Cosine, []))];
    }

    // Highest tf·idf, each once: an abstract as a whole would be a query of two hundred words that mostly say nothing.
    private async Task<IReadOnlyList<string>> TermsAsync(Paper paper, CancellationToken cancellationToken)
    {
        var terms = TermSplitter.Split(IndexedText.Of(paper)).CountBy(term => term, StringComparer.Ordinal).ToList();
        var counts = await index.CountPapersWithAsync([.. terms.Select(term => term.Key)], cancellationToken).ConfigureAwait(false);
        var size = index.State.Papers;
        return [.. terms.Zip(counts, (term, papers) => (term.Key, Weight: (1 + Math.Log(term.Value)) * Math.Log(1 + (size + 1.0) / (papers + 0.5))))
            .OrderByDescending(term => term.Weight).ThenBy(term => term.Key, StringComparer.Ordinal).Take(TellingTerms).Select(term => term.Key)];
    }

    private async Task<ReadOnlyMemory<float>> VectorAsync(Paper paper, CancellationToken cancellationToken)
    {
        if (await index.VectorOfAsync(paper.Id, cancellationToken).ConfigureAwait(false) is { } stored)
            return stored;
        // A paper that waits for its neural vector is compared by its terms.
        if (embedder is null || index.State.VectorSpace != NeuralSpace.SpaceOf(embedder))
            return default;
        return (await embedder.GenerateAsync([IndexedText.Of(paper)], null, cancellationToken).ConfigureAwait(false))[0].Vector;
    }
}
