using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using PaperBot.Library;
using PaperBot.Papers;
using PaperBot.Retrieval.Indexing.Embedded;
using PaperBot.Retrieval.Neural;

namespace PaperBot.Retrieval.Indexing;

/// <summary>
/// Brings the index up to the library's revision: replaces what changed, with its vectors, and drops ids that papers gave up. Vectors are the
/// built-in embedder's, made on the way, or those stored of a neural one once that knows the whole library. Each batch leaves the index complete
/// to a revision, so a stopped update goes on from there; a change of space is built beside the old state. One update runs at a time, over all processes.
/// </summary>
/// <param name="library">The truth.</param>
/// <param name="index">What follows it.</param>
/// <param name="embedder">The built-in one; null when there is none, and then the index holds no vectors but neural ones.</param>
/// <param name="neural">The chosen neural embedder's space; null without one.</param>
/// <param name="ofPart">The index is a part of a composed one, see <see cref="For"/>.</param>
public sealed partial class IndexUpdater(
    PaperLibrary library,
    IPaperIndex index,
    IOptions<IndexUpdateOptions> options,
    TimeProvider time,
    IEmbeddingGenerator<string, Embedding<float>>? embedder = null,
    ILogger<IndexUpdater>? logger = null,
    NeuralSpace? neural = null,
    bool ofPart = false)
{
    private const string LockName = "index-update.lock";

    private readonly IndexVectors _vectors = new(embedder, neural, ofPart);
    private readonly ILogger _logger = logger ?? NullLogger<IndexUpdater>.Instance;

    /// <summary>Name of the vector space that the index is to be in; null without any embedder.</summary>
    public string? VectorSpace => Target(State);

    /// <summary>What the index holds; null when it cannot be read.</summary>
    public IndexState? State
    {
        get
        {
            try
            {
                return index.State;
            }
            catch (IOException error)
            {
                LogUnreadable(error);
                return null;
            }
        }
    }

    /// <summary>True when the index does not hold exactly the library, with all vectors there are, in the right space. Costs microseconds.</summary>
    public bool IsBehind => State is var state && (IsUnusable(state) || state!.Revision != library.Revision() || HasPending(state));

    /// <summary>True when all that an update has to do is to put a whole index into another space.</summary>
    public bool OnlyChangesSpace => State is { Papers: > 0 } state && state.Revision == library.Revision() && state.VectorSpace == _vectors.BuiltInSpace && IsUnusable(state);

    /// <summary>Papers that an update would index.</summary>
    public int Behind => State is var state && (IsUnusable(state) || state!.Revision > library.Revision()) ? library.CountChangedAfter(0) : library.CountChangedAfter(state!.Revision);

    /// <summary>
    /// Updates the index; builds it anew when asked to, when it is ahead of the library (which was then restored or replaced), when its
    /// vectors are of another space, or when it cannot be read.
    /// </summary>
    /// <param name="rebuild">Build everything anew in any case.</param>
    /// <param name="progress">Told after every batch; null for silence.</param>
    /// <param name="cancellationToken">Cancelling keeps the batches that are done.</param>
    public Task<IndexUpdateSummary> RunAsync(bool rebuild, IProgress<IndexProgress>? progress, CancellationToken cancellationToken) =>
        RunAsync(rebuild, Timeout.InfiniteTimeSpan, progress, cancellationToken);

    /// <summary>As the other, but leaves the work to the process that is at it when that takes longer than <paramref name="patience"/>.</summary>
    public async Task<IndexUpdateSummary> RunAsync(bool rebuild, TimeSpan patience, IProgress<IndexProgress>? progress, CancellationToken cancellationToken)
    {
        if (rebuild || IsBehind)
        {
            using var turn = await HoldAsync(patience, cancellationToken).ConfigureAwait(false);
            if (turn is not null)
            {
                try
                {
                    return await UpdateAsync(State, rebuild, progress, cancellationToken).ConfigureAwait(false);
                }
                catch (IndexDamagedException error)
                {
                    LogUnreadable(error);
                    return await UpdateAsync(null, rebuild, progress, cancellationToken).ConfigureAwait(false);
                }
            }
        }
        return new IndexUpdateSummary(0, State?.Papers ?? 0, false, 0);
    }

    /// <summary>An updater of the same library and vectors for another index, such as a part of a composed one.</summary>
    public IndexUpdater For(IPaperIndex other) =>
        new(library, other, options, time, embedder, _logger as ILogger<IndexUpdater>, neural, other != index);

    /// <summary>Brings a part of a composed index that missed updates back in step, when that is soon done.</summary>
    /// <param name="atMost">Papers that the part may be behind; a larger gap is left to a rebuild or to the background.</param>
    /// <returns>True when no part lags any more.</returns>
    public async Task<bool> CatchUpAsync(int atMost, IProgress<IndexProgress>? progress, CancellationToken cancellationToken)
    {
        if (index is not FallbackPaperIndex composed)
            return true;
        try
        {
            foreach (var updater in composed.Lagging.Select(For).Where(updater => updater.Behind <= atMost))
                await updater.RunAsync(rebuild: false, TimeSpan.Zero, progress, cancellationToken).ConfigureAwait(false);
        }
        catch (IndexUnavailableException error)
        {
            LogUnreachable(error.Message);
        }
        return composed.Lagging.Count == 0;
    }

    /// <summary>The papers that changed after a revision as the index gets them, oldest change first, and the revision they reach to.</summary>
    public async Task<(IReadOnlyList<IndexedPaper> Papers, long Revision)> ReadAfterAsync(long revision, CancellationToken cancellationToken)
    {
        var batch = await PrepareAsync(VectorSpace, revision, cancellationToken).ConfigureAwait(false);
        return (batch.Papers, batch.Revision);
    }

    /// <summary>Waits until no update is at work, in any process, and keeps new ones off until the result is disposed; null when that takes too long.</summary>
    public async Task<IDisposable?> HoldAsync(TimeSpan patience, CancellationToken cancellationToken) =>
        await FolderLock.TakeAsync(Path.Combine(library.Folder, LockName), patience, time, cancellationToken).ConfigureAwait(false);

    private async Task<IndexUpdateSummary> UpdateAsync(IndexState? state, bool rebuild, IProgress<IndexProgress>? progress, CancellationToken cancellationToken)
    {
        var (asked, progressing) = (rebuild, new Progressing(time, progress));
        if (state is null || state.Revision > library.Revision())
        {
            await index.ClearAsync(cancellationToken).ConfigureAwait(false);
            (state, rebuild) = (new IndexState(0, 0, null, 0), true);
        }
        _vectors.Follow(library, state.VectorSpace, rebuild, cancellationToken);
        var isRebuild = rebuild || IsUnusable(state);
        var space = Target(state);
        var from = isRebuild ? 0 : state.Revision;
        progressing.Total = library.CountChangedAfter(from);
        // One that was asked for goes beside the old state even when that is empty: some indexes resume it after a kill.
        if (isRebuild && (state.Papers > 0 || (asked && progressing.Total > 0)))
        {
            from = library.Revision();
            var taken = new List<VectorKey>();
            await index.ReplaceAsync(BatchesAsync(space, from, taken, progressing, cancellationToken), from, cancellationToken).ConfigureAwait(false);
            _vectors.MarkIndexed(taken);
        }
        await FollowAsync(space, from, progressing, cancellationToken).ConfigureAwait(false);
        await TakePendingAsync(space, cancellationToken).ConfigureAwait(false);
        return new IndexUpdateSummary(progressing.Done, index.State.Papers, isRebuild, progressing.Seconds);
    }

    private async Task FollowAsync(string? space, long from, Progressing progressing, CancellationToken cancellationToken)
    {
        var batch = await Task.Run(() => PrepareAsync(space, from, cancellationToken), cancellationToken).ConfigureAwait(false);
        while (batch.Papers.Count > 0)
        {
            // The next batch is read and embedded while the index takes this one in.
            var current = batch;
            var putting = Task.Run(() => PutAsync(current, cancellationToken), cancellationToken);
            var preparing = Task.Run(() => PrepareAsync(space, current.Revision, cancellationToken), cancellationToken);
            await Task.WhenAll(putting, preparing).ConfigureAwait(false);
            batch = await preparing.ConfigureAwait(false);
            progressing.Add(current.Papers.Count);
        }
    }

    /// <summary>Every paper up to a revision; one that changes meanwhile gets a later one, and an update follows.</summary>
    private async IAsyncEnumerable<IReadOnlyList<IndexedPaper>> BatchesAsync(string? space, long upTo, List<VectorKey> taken, Progressing progressing, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var preparing = Task.Run(() => PrepareAsync(space, 0, cancellationToken), cancellationToken);
        while (await preparing.ConfigureAwait(false) is { Papers.Count: > 0 } batch)
        {
            preparing = Task.Run(() => PrepareAsync(space, batch.Revision, cancellationToken), cancellationToken);
            IReadOnlyList<IndexedPaper> papers = [.. batch.Papers.Where((_, i) => batch.Revisions[i] <= upTo)];
            taken.AddRange(_vectors.KeysOf(papers));
            yield return papers;
            progressing.Add(batch.Papers.Count);
        }
    }

    private async Task<Batch> PrepareAsync(string? space, long after, CancellationToken cancellationToken)
    {
        var stored = library.ChangedAfter(after, options.Value.BatchSize);
        if (stored.Count == 0)
            return new Batch([], [], [], after, after);
        var revision = stored[^1].Revision;
        var papers = await _vectors.WithVectorsAsync(stored, space, cancellationToken).ConfigureAwait(false);
        return new Batch(papers, [.. stored.Select(paper => paper.Revision)], library.IdsGivenUp(after, revision), after, revision);
    }

    private async Task PutAsync(Batch batch, CancellationToken cancellationToken)
    {
        // Dropped first and at the old revision: if the second step fails, both are done again.
        if (batch.GivenUp.Count > 0)
            await index.DeleteAsync(batch.GivenUp, batch.After, cancellationToken).ConfigureAwait(false);
        await index.UpsertAsync(batch.Papers, batch.Revision, cancellationToken).ConfigureAwait(false);
        _vectors.MarkIndexed([.. _vectors.KeysOf(batch.Papers)]);
    }

    /// <summary>Hands over vectors that were made after their papers were indexed.</summary>
    private async Task TakePendingAsync(string? space, CancellationToken cancellationToken)
    {
        while (_vectors.Pending(space, options.Value.BatchSize) is { Count: > 0 } keys)
        {
            var ids = keys.Select(key => key.PaperId).ToHashSet(StringComparer.Ordinal);
            var stored = library.FindMany([.. ids]).Where(paper => ids.Contains(paper.Paper.Id));
            var state = index.State;
            var papers = await _vectors.WithVectorsAsync([.. stored.Where(paper => paper.Revision <= state.Revision)], space, cancellationToken).ConfigureAwait(false);
            if (papers.Count > 0)
                await index.UpsertAsync(papers, state.Revision, cancellationToken).ConfigureAwait(false);
            _vectors.MarkIndexed(keys);
        }
    }

    private string? Target(IndexState? state) => _vectors.SpaceFor(state?.VectorSpace);

    private bool IsUnusable(IndexState? state) => state is null || (state.Papers > 0 && state.VectorSpace != Target(state));

    private bool HasPending(IndexState? state) => state is { Papers: > 0 } && _vectors.HasPending(state.VectorSpace);

    [LoggerMessage(Level = LogLevel.Warning, Message = "An index that missed updates could not be brought in step: {Reason}")]
    private partial void LogUnreachable(string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The index cannot be read and is to be built anew")]
    private partial void LogUnreadable(Exception error);

    private sealed record Batch(IReadOnlyList<IndexedPaper> Papers, IReadOnlyList<long> Revisions, IReadOnlyList<string> GivenUp, long After, long Revision);

    private sealed class Progressing(TimeProvider time, IProgress<IndexProgress>? progress)
    {
        private readonly long _started = time.GetTimestamp();

        public int Total { get; set; }

        public int Done { get; private set; }

        public double Seconds => time.GetElapsedTime(_started).TotalSeconds;

        public void Add(int papers)
        {
            Done += papers;
            progress?.Report(new IndexProgress(Done, Math.Max(Done, Total), Done / Math.Max(Seconds, 1e-3)));
        }
    }
}

/// <summary>How far an index update is.</summary>
/// <param name="Done">Papers indexed.</param>
/// <param name="Total">Papers to index.</param>
/// <param name="PerSecond">Papers a second so far.</param>
public sealed record IndexProgress(int Done, int Total, double PerSecond);

/// <summary>What an index update did.</summary>
/// <param name="Indexed">Papers added or replaced.</param>
/// <param name="Papers">Papers in the index now.</param>
/// <param name="WasRebuilt">It was built anew.</param>
/// <param name="Seconds">Wall-clock time.</param>
public sealed record IndexUpdateSummary(int Indexed, int Papers, bool WasRebuilt, double Seconds);
