using PaperBot.Papers;

namespace PaperBot.Retrieval.Indexing;

/// <summary>The searchable form of the library. Always rebuildable from it; safe for concurrent readers while one writer adds.</summary>
public interface IPaperIndex
{
    /// <summary>How <c>status</c> and <c>doctor</c> call it: <c>embedded</c>, <c>qdrant</c>.</summary>
    string Name { get; }

    /// <summary>What it holds.</summary>
    IndexState State { get; }

    /// <summary>
    /// Adds papers or replaces those with the same id. When the call returns they are searchable and durable, and
    /// <see cref="IndexState.Revision"/> is <paramref name="revision"/>.
    /// </summary>
    /// <param name="papers">The papers with their vectors; a batch of any size.</param>
    /// <param name="revision">The library revision up to which the index is complete after this call.</param>
    /// <param name="cancellationToken">
    /// Cancelling leaves the index as it was before the call; one on another machine may already hold the new form of papers that it held before,
    /// and its revision says that they are to come again.
    /// </param>
    Task UpsertAsync(IReadOnlyList<IndexedPaper> papers, long revision, CancellationToken cancellationToken);

    /// <summary>Removes papers; unknown ids are ignored.</summary>
    Task DeleteAsync(IReadOnlyList<string> paperIds, long revision, CancellationToken cancellationToken);

    /// <summary>Removes everything (before a rebuild, or when the vector space changes).</summary>
    Task ClearAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Replaces everything by these papers, each of which comes once. An index that can keeps the old state in service until the new one is
    /// whole; another is emptied first.
    /// </summary>
    /// <param name="batches">The papers with their vectors, all of one space.</param>
    /// <param name="revision">The library revision up to which the index is complete after this call.</param>
    /// <param name="cancellationToken">Cancelling leaves the old state, or an index that is not complete and says so.</param>
    async Task ReplaceAsync(IAsyncEnumerable<IReadOnlyList<IndexedPaper>> batches, long revision, CancellationToken cancellationToken)
    {
        await ClearAsync(cancellationToken).ConfigureAwait(false);
        await foreach (var batch in batches.WithCancellation(cancellationToken).ConfigureAwait(false))
            await UpsertAsync(batch, 0, cancellationToken).ConfigureAwait(false);
        await DeleteAsync([], revision, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The best papers for a query, best first, ties by id ascending (ordinal).</summary>
    Task<IReadOnlyList<IndexHit>> SearchAsync(IndexQuery query, CancellationToken cancellationToken);

    /// <summary>In how many indexed papers each term occurs, in the order asked; 0 for an unknown term.</summary>
    Task<IReadOnlyList<int>> CountPapersWithAsync(IReadOnlyList<string> terms, CancellationToken cancellationToken);

    /// <summary>The stored vector of a paper, or null when the paper or its vector is not indexed.</summary>
    Task<float[]?> VectorOfAsync(string paperId, CancellationToken cancellationToken);

    /// <summary>Reads everything the index keeps and checks it; an index that keeps nothing of its own is always whole.</summary>
    /// <exception cref="Embedded.IndexDamagedException">Names the part that is damaged.</exception>
    Task VerifyAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

/// <summary>A paper as it goes into an index.</summary>
/// <param name="Paper">Title and abstract are one document.</param>
/// <param name="Upvotes">Highest count seen in any listing; filters use it.</param>
/// <param name="Sources">Listing sources; filters use them.</param>
/// <param name="Vector">Unit vector, or empty when there is no embedder.</param>
public sealed record IndexedPaper(Paper Paper, int? Upvotes, IReadOnlyList<string> Sources, ReadOnlyMemory<float> Vector)
{
    /// <summary>
    /// Name of the space of <see cref="Vector"/> (the embedder's <c>EmbeddingGeneratorMetadata.DefaultModelId</c>); null without a vector. Vectors
    /// of one batch are of one space, and that becomes the index's, <see cref="IndexState.VectorSpace"/>: papers whose vectors are of another are then
    /// found by their terms only, until they come again.
    /// </summary>
    public string? VectorSpace { get; init; }
}

/// <summary>What an index holds.</summary>
/// <param name="Papers">Number of papers.</param>
/// <param name="Revision">Library revision up to which it is complete; 0 when empty.</param>
/// <param name="VectorSpace">Space of its vectors; null when it has none.</param>
/// <param name="Bytes">Size on disk, 0 when unknown.</param>
public sealed record IndexState(int Papers, long Revision, string? VectorSpace, long Bytes)
{
    /// <summary>What its owner may want to know beyond that, in a line; null for nothing.</summary>
    public string? Note { get; init; }
}

/// <summary>A search.</summary>
public sealed record IndexQuery
{
    /// <summary>Terms as the index's own tokeniser gives them, repeats kept; may be empty when <see cref="Vector"/> is given.</summary>
    public IReadOnlyList<string> Terms { get; init; } = [];

    /// <summary>Unit vector of the query; empty for BM25 alone.</summary>
    public ReadOnlyMemory<float> Vector { get; init; }

    /// <summary>
    /// Weight w of the vectors in the fused score (1-w)·bm25' + w·cosine', both min-max-normalised over the candidates; 0 is BM25 alone, 1 the vectors alone.
    /// </summary>
    public double VectorWeight { get; init; }

    /// <summary>How many hits at most.</summary>
    public int Limit { get; init; } = 50;

    public PaperFilter Filter { get; init; } = PaperFilter.None;
}

/// <summary>One found paper.</summary>
/// <param name="PaperId">Its id.</param>
/// <param name="Score">The fused score, 0 to 1 (BM25 alone: the raw score; vectors alone: the cosine).</param>
/// <param name="Bm25">Raw BM25 score, 0 when no term occurs.</param>
/// <param name="Cosine">Cosine to the query vector, 0 without vectors.</param>
public sealed record IndexHit(string PaperId, double Score, double Bm25, double Cosine);

/// <summary>Restricts a search. Null or empty parts do not restrict.</summary>
public sealed record PaperFilter
{
    public static PaperFilter None { get; } = new();

    /// <summary>Published on or after this day.</summary>
    public DateOnly? From { get; init; }

    /// <summary>Published on or before this day.</summary>
    public DateOnly? To { get; init; }

    /// <summary>Seen in one of these listing sources (prefix match: <c>hf</c> matches <c>hf:daily</c>).</summary>
    public IReadOnlyList<string> Sources { get; init; } = [];

    /// <summary>In one of these arXiv categories (<c>cs.CL</c>; <c>cs</c> matches all of cs).</summary>
    public IReadOnlyList<string> Categories { get; init; } = [];

    /// <summary>Has an author whose name contains all words of one of these, case and accents ignored.</summary>
    public IReadOnlyList<string> Authors { get; init; } = [];

    /// <summary>Highest vote count seen is at least this.</summary>
    public int? MinUpvotes { get; init; }

    /// <summary>Only these papers.</summary>
    public IReadOnlyList<string> PaperIds { get; init; } = [];

    public bool IsEmpty => From is null && To is null && Sources.Count == 0 && Categories.Count == 0 && Authors.Count == 0 && MinUpvotes is null && PaperIds.Count == 0;
}
