using Microsoft.Extensions.AI;
using PaperBot.Library;
using PaperBot.Retrieval.Neural;

namespace PaperBot.Retrieval.Indexing;

/// <summary>Which space the index is to be in, and where its vectors come from: made by the built-in embedder, or stored of a neural one.</summary>
/// <param name="builtIn">Null when there is none.</param>
/// <param name="neural">Null when there is none.</param>
/// <param name="ofPart">For a part of a composed index: what that takes in says nothing about the other part, so which vectors are still to be handed over is not its business.</param>
internal sealed class IndexVectors(IEmbeddingGenerator<string, Embedding<float>>? builtIn, NeuralSpace? neural, bool ofPart = false)
{
    /// <summary>Texts embedded between two looks at the cancellation token.</summary>
    private const int Chunk = 128;

    /// <summary>The space of the built-in embedder; null without one.</summary>
    public string? BuiltInSpace { get; } = builtIn is null ? null : NeuralSpace.SpaceOf(builtIn);

    /// <summary>The space that an index in <paramref name="present"/> is to be in.</summary>
    public string? SpaceFor(string? present) => neural?.Serves(present) == true ? neural.Name : BuiltInSpace;

    /// <summary>Finds out which papers of the library have no neural vectors, where that decides something.</summary>
    public void Follow(PaperLibrary library, string? present, bool all, CancellationToken cancellationToken)
    {
        if (neural?.Store is { } store && (all || present == store.Space))
            store.Follow(library, all, cancellationToken);
    }

    /// <summary>The papers with their vectors in <paramref name="space"/>; those without one there have none.</summary>
    public async Task<IReadOnlyList<IndexedPaper>> WithVectorsAsync(IReadOnlyList<StoredPaper> papers, string? space, CancellationToken cancellationToken)
    {
        var vectors = space is null ? [] : IsNeural(space) ? Stored(papers) : await MadeAsync(papers, cancellationToken).ConfigureAwait(false);
        return [.. papers.Select((paper, i) => new IndexedPaper(
            paper.Paper, paper.Upvotes, [.. paper.Listings.Select(listing => listing.Source).Distinct(StringComparer.Ordinal)], vectors.Count > 0 ? vectors[i] : default)
        {
            VectorSpace = space,
        })];
    }

    /// <summary>True when there are stored vectors of <paramref name="space"/> that the index has not taken in.</summary>
    public bool HasPending(string? space) => !ofPart && IsNeural(space) && neural!.Store!.HasPending;

    /// <summary>Papers with such vectors.</summary>
    public IReadOnlyList<VectorKey> Pending(string? space, int limit) => !ofPart && IsNeural(space) ? neural!.Store!.Pending(limit) : [];

    /// <summary>What the index will have taken in with these papers.</summary>
    public IEnumerable<VectorKey> KeysOf(IReadOnlyList<IndexedPaper> papers) =>
        papers is [{ VectorSpace: { } space }, ..] && IsNeural(space) ? papers.Where(paper => !paper.Vector.IsEmpty).Select(paper => VectorKey.Of(paper.Paper)) : [];

    /// <summary>The index holds these vectors.</summary>
    public void MarkIndexed(IReadOnlyList<VectorKey> keys)
    {
        if (!ofPart && keys.Count > 0)
            neural?.Store?.MarkIndexed(keys);
    }

    private bool IsNeural(string? space) => space is not null && space != BuiltInSpace && neural?.Store is { } store && store.Space == space;

    private List<ReadOnlyMemory<float>> Stored(IReadOnlyList<StoredPaper> papers)
    {
        var stored = neural!.Store!.FindMany(papers.Select(paper => paper.Paper));
        return [.. papers.Select(paper => stored.TryGetValue(paper.Paper.Id, out var found) ? PackedVector.Unpack(found.Paper) : ReadOnlyMemory<float>.Empty)];
    }

    private async Task<List<ReadOnlyMemory<float>>> MadeAsync(IReadOnlyList<StoredPaper> papers, CancellationToken cancellationToken)
    {
        var vectors = new List<ReadOnlyMemory<float>>(papers.Count);
        foreach (var chunk in papers.Chunk(Chunk))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var made = await builtIn!.GenerateAsync(chunk.Select(paper => IndexedText.Of(paper.Paper)), null, cancellationToken).ConfigureAwait(false);
            vectors.AddRange(made.Select(embedding => embedding.Vector));
        }
        return vectors;
    }
}
