using Microsoft.Extensions.Options;
using PaperBot.Library;
using PaperBot.Models;
using PaperBot.Retrieval.Indexing;

namespace PaperBot.Retrieval.Neural;

/// <summary>
/// Embeds with the chosen neural embedder whatever the library holds and the store lacks, newest papers first, and brings the index up to it.
/// Can be stopped at any moment and repeated: each batch is kept. One process embeds at a time.
/// </summary>
public sealed class EmbedLibrary(NeuralSpace space, PaperLibrary library, IndexUpdater updater, IOptions<NeuralOptions> options, TimeProvider time)
{
    private const string LockName = "embed.lock";

    /// <summary>Papers embedded a second on a slow machine, until it was measured.</summary>
    private const double AssumedRate = 8;

    /// <summary>Papers that a question waits for.</summary>
    public int ForegroundLimit => (int)(options.Value.ForegroundSeconds * (space.Rate ?? AssumedRate));

    /// <summary>Embeds all there is to embed; nothing without a model.</summary>
    /// <param name="progress">Told after every batch; null for silence.</param>
    /// <param name="indexing">Told about the index, which follows; null for silence.</param>
    /// <param name="cancellationToken">Cancelling keeps the batches that are done.</param>
    /// <exception cref="ModelUnavailableException">The model cannot be loaded; the message says why and what to do.</exception>
    public async Task<EmbeddingSummary> RunAsync(IProgress<EmbeddingProgress>? progress, IProgress<IndexProgress>? indexing, CancellationToken cancellationToken)
    {
        var summary = await StoreAsync(progress, cancellationToken).ConfigureAwait(false);
        if (summary.Outcome != EmbeddingOutcome.Done)
            return summary;
        await updater.RunAsync(rebuild: false, indexing, cancellationToken).ConfigureAwait(false);
        if (updater.State?.VectorSpace == space.Name)
            space.DeleteOthers();
        return summary;
    }

    /// <summary>As <see cref="RunAsync"/>, but leaves the index to its next update.</summary>
    internal async Task<EmbeddingSummary> StoreAsync(IProgress<EmbeddingProgress>? progress, CancellationToken cancellationToken)
    {
        if (!space.IsUsable)
            return new EmbeddingSummary(0, 0, EmbeddingOutcome.NoModel);
        var started = time.GetTimestamp();
        Directory.CreateDirectory(library.Folder);
        using var turn = await FolderLock.TakeAsync(Path.Combine(library.Folder, LockName), TimeSpan.Zero, time, cancellationToken).ConfigureAwait(false);
        if (turn is null)
            return new EmbeddingSummary(0, space.Missing, EmbeddingOutcome.OthersAtWork);
        if (space.Store is { } known)
        {
            await Task.Run(() => known.Follow(library, all: false, cancellationToken), cancellationToken).ConfigureAwait(false);
            if (known.Missing == 0)
                return new EmbeddingSummary(0, 0, EmbeddingOutcome.Done);
        }
        var vectors = await space.OpenAsync(cancellationToken).ConfigureAwait(false);
        await Task.Run(() => vectors.Store.Follow(library, all: false, cancellationToken), cancellationToken).ConfigureAwait(false);
        var done = await EmbedAsync(vectors, progress, cancellationToken).ConfigureAwait(false);
        return new EmbeddingSummary(done, vectors.Store.Missing, EmbeddingOutcome.Done) { Seconds = time.GetElapsedTime(started).TotalSeconds };
    }

    private async Task<int> EmbedAsync(NeuralVectors vectors, IProgress<EmbeddingProgress>? progress, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var done = 0;
        while (vectors.Store.NextMissing(options.Value.BatchSize) is { Count: > 0 } ids)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var papers = library.FindMany(ids).Select(stored => stored.Paper).ToList();
            // An id that was given up is known by another one now.
            vectors.Store.Drop([.. ids.Except(papers.Select(paper => paper.Id), StringComparer.Ordinal)]);
            papers.RemoveAll(paper => !ids.Contains(paper.Id, StringComparer.Ordinal));
            if (papers.Count == 0)
                continue;
            await vectors.EmbedAsync(papers, cancellationToken).ConfigureAwait(false);
            done += papers.Count;
            var rate = done / Math.Max(time.GetElapsedTime(started).TotalSeconds, 1e-3);
            var missing = vectors.Store.Missing;
            if (done >= options.Value.BatchSize)
                vectors.Store.Rate = rate;
            progress?.Report(new EmbeddingProgress(done, done + missing, rate));
        }
        return done;
    }
}

/// <summary>How far the embedding is.</summary>
/// <param name="Done">Papers embedded in this run.</param>
/// <param name="Total">Those and the ones to come.</param>
/// <param name="PerSecond">Papers a second so far.</param>
public sealed record EmbeddingProgress(int Done, int Total, double PerSecond)
{
    /// <summary>Until all are done, at this rate.</summary>
    public TimeSpan TimeLeft => TimeSpan.FromSeconds((Total - Done) / Math.Max(PerSecond, 1e-3));
}

/// <summary>What an embedding run did.</summary>
/// <param name="Embedded">Papers.</param>
/// <param name="Missing">Papers that are left.</param>
/// <param name="Outcome">How it ended.</param>
public sealed record EmbeddingSummary(int Embedded, int Missing, EmbeddingOutcome Outcome)
{
    public double Seconds { get; init; }
}

/// <summary>How an embedding run ended.</summary>
public enum EmbeddingOutcome
{
    /// <summary>All there was to embed is embedded.</summary>
    Done,

    /// <summary>No neural embedder is chosen, or it cannot be used.</summary>
    NoModel,

    /// <summary>Another process embeds this library.</summary>
    OthersAtWork,
}
