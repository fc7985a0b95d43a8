using Grpc.Core;
using PaperBot.Retrieval.Indexing;
using Qdrant.Client.Grpc;

namespace PaperBot.Qdrant;

/// <summary>
/// The index in a Qdrant server: one collection in service behind an alias, a point a paper. A point of its own says to which revision and in
/// which space the collection is complete; it is written last, so that a write that broke off is made again. Papers that a batch adds are seen
/// when the batch is complete; papers that it replaces take their new form one by one.
/// </summary>
internal sealed class QdrantPaperIndex(QdrantOptions options, IndexOptions index, TimeProvider time) : IPaperIndex, IDisposable
{
    /// <summary>Terms of a title with its abstract, where too few papers are known to take their mean.</summary>
    private const double UsualLength = 130;

    private const int EnoughForMean = 100;

    /// <summary>How long another process's write may go unseen.</summary>
    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(1);

    private readonly QdrantConnection _connection = new(options, time);
    private readonly SemaphoreSlim _writing = new(1);
    private volatile Known? _known;

    public string Name => "qdrant";

    /// <exception cref="IndexUnavailableException">The server cannot be used.</exception>
    public IndexState State => StateAsync(CancellationToken.None).GetAwaiter().GetResult() is { } state
        ? new IndexState(state.Papers, state.Revision, state.Space, 0) { Note = state.Note }
        : new IndexState(0, 0, null, 0);

    private QdrantCollections Collections => new(_connection, options);

    public async Task UpsertAsync(IReadOnlyList<IndexedPaper> papers, long revision, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(papers);
        var distinct = Distinct(papers);
        await WriteAsync(
            async present =>
            {
                var (space, dimensions) = SpaceOf(distinct);
                var wanted = present ?? Empty(distinct);
                if (space is not null)
                    wanted = wanted with { Space = space, Dimensions = dimensions };
                var isNew = present is null || !present.Fits(wanted);
                var writer = isNew ? await BesideAsync(wanted, present, cancellationToken).ConfigureAwait(false) : Writer(Collections.Alias, present!);
                var next = isNew ? wanted with { Sequence = 0 } : wanted with { Sequence = wanted.Sequence + 1 };
                await writer.PutAsync(distinct, next.Sequence, skipEqual: false, cancellationToken).ConfigureAwait(false);
                return await CommitAsync(writer, next with { Revision = revision }, isNew, cancellationToken).ConfigureAwait(false);
            },
            cancellationToken).ConfigureAwait(false);
    }

    public async Task DeleteAsync(IReadOnlyList<string> paperIds, long revision, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(paperIds);
        await WriteAsync(
            async present =>
            {
                var state = present ?? Empty([]);
                var writer = present is null ? await BesideAsync(state, null, cancellationToken).ConfigureAwait(false) : Writer(Collections.Alias, state);
                if (present is not null)
                    await writer.DeleteAsync(paperIds.Select(id => Names.PointOf(id).Uuid), cancellationToken).ConfigureAwait(false);
                return await CommitAsync(writer, state with { Revision = revision }, present is null, cancellationToken).ConfigureAwait(false);
            },
            cancellationToken).ConfigureAwait(false);
    }

    public Task ClearAsync(CancellationToken cancellationToken) => WriteAsync(
        async _ =>
        {
            await Collections.DeleteAllAsync(null, cancellationToken).ConfigureAwait(false);
            return null;
        },
        cancellationToken);

    /// <summary>Fills a collection beside the one in service and then lets readers go over to it. A later call with papers of the same space goes on with what an interrupted one left.</summary>
    public async Task ReplaceAsync(IAsyncEnumerable<IReadOnlyList<IndexedPaper>> batches, long revision, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(batches);
        await WriteAsync(
            async present =>
            {
                CollectionWriter? writer = null;
                CollectionState? state = null;
                var resumed = false;
                var seen = new HashSet<string>(StringComparer.Ordinal);
                await foreach (var batch in batches.WithCancellation(cancellationToken).ConfigureAwait(false))
                {
                    if (batch.Count == 0)
                        continue;
                    if (writer is null || state is null)
                    {
                        (writer, state, resumed) = await BeginAsync(batch, present, cancellationToken).ConfigureAwait(false);
                        seen.Add(Names.StatePoint.Uuid);
                    }
                    var distinct = Distinct(batch);
                    seen.UnionWith(distinct.Select(paper => Names.PointOf(paper.Paper.Id).Uuid));
                    await writer.PutAsync(distinct, 0, skipEqual: resumed, cancellationToken).ConfigureAwait(false);
                }
                if (writer is null || state is null)
                    return await EmptiedAsync(revision, cancellationToken).ConfigureAwait(false);
                if (resumed)
                    await writer.DeleteOthersAsync(seen, cancellationToken).ConfigureAwait(false);
                return await CommitAsync(writer, state with { Revision = revision, Sequence = 0, Note = null }, true, cancellationToken).ConfigureAwait(false);
            },
            cancellationToken).ConfigureAwait(false);
    }

    public Task<IReadOnlyList<IndexHit>> SearchAsync(IndexQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        return ReadAsync<IReadOnlyList<IndexHit>>([], search => search.RunAsync(query, cancellationToken), cancellationToken);
    }

    public Task<IReadOnlyList<int>> CountPapersWithAsync(IReadOnlyList<string> terms, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(terms);
        return ReadAsync([.. terms.Select(_ => 0)], search => search.CountPapersWithAsync(terms, cancellationToken), cancellationToken);
    }

    public async Task<float[]?> VectorOfAsync(string paperId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(paperId);
        if (await StateAsync(cancellationToken).ConfigureAwait(false) is not { Dimensions: > 0 } state)
            return null;
        var request = new GetPoints
        {
            CollectionName = Collections.Alias,
            Ids = { Names.PointOf(paperId) },
            WithPayload = new WithPayloadSelector { Include = new PayloadIncludeSelector { Fields = { Names.Sequence } } },
            WithVectors = new WithVectorsSelector { Include = new VectorsSelector { Names = { Names.Dense } } },
        };
        try
        {
            var found = await _connection.ReadAsync((client, call) => client.Points.GetAsync(request, call), cancellationToken).ConfigureAwait(false);
            return found.Result is [var point, ..] && point.Payload[Names.Sequence].IntegerValue <= state.Sequence
                ? point.Vectors?.Vectors?.Vectors.GetValueOrDefault(Names.Dense)?.GetDenseVector()?.Data.ToArray() : null;
        }
        catch (CollectionMissingException)
        {
            return null;
        }
    }

    /// <summary>Writes again those of the papers that are not held in just this form; returns how many.</summary>
    public async Task<int> RepairAsync(IReadOnlyList<IndexedPaper> papers, CancellationToken cancellationToken)
    {
        if (await StateAsync(cancellationToken).ConfigureAwait(false) is not { } state)
            return 0;
        var differing = await Writer(Collections.Alias, state).DifferingAsync(papers, cancellationToken).ConfigureAwait(false);
        if (differing.Count > 0)
            await UpsertAsync(differing, state.Revision, cancellationToken).ConfigureAwait(false);
        return differing.Count;
    }

    /// <summary>Deletes all papers but these; returns how many.</summary>
    public async Task<int> KeepOnlyAsync(IEnumerable<string> paperIds, CancellationToken cancellationToken)
    {
        var deleted = 0;
        var known = paperIds.Select(id => Names.PointOf(id).Uuid).ToHashSet(StringComparer.Ordinal);
        await WriteAsync(
            async present =>
            {
                if (present is null)
                    return null;
                var writer = Writer(Collections.Alias, present);
                deleted = await writer.DeleteOthersAsync(known, cancellationToken).ConfigureAwait(false);
                return await writer.CommitAsync(present, cancellationToken).ConfigureAwait(false);
            },
            cancellationToken).ConfigureAwait(false);
        return deleted;
    }

    /// <summary>Counts what is there, whatever the state says.</summary>
    public Task RecountAsync(string? note, CancellationToken cancellationToken) => WriteAsync(
        async present => present is null ? null : await Writer(Collections.Alias, present).CommitAsync(present with { Note = note ?? present.Note }, cancellationToken).ConfigureAwait(false),
        cancellationToken);

    public void Dispose()
    {
        _connection.Dispose();
        _writing.Dispose();
    }

    private async Task WriteAsync(Func<CollectionState?, Task<CollectionState?>> write, CancellationToken cancellationToken)
    {
        await _writing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var present = Usable(await Collections.ReadStateAsync(Collections.Alias, cancellationToken).ConfigureAwait(false));
            _known = new Known(await write(present).ConfigureAwait(false), time.GetTimestamp());
        }
        catch (CollectionMissingException error)
        {
            throw new IndexUnavailableException($"The collection of Qdrant at {options.Address} was deleted while it was written; it is built anew with the next update.", error);
        }
        finally
        {
            _writing.Release();
        }
    }

    private async Task<T> ReadAsync<T>(T nothing, Func<HybridSearch, Task<T>> read, CancellationToken cancellationToken)
    {
        for (var isFirst = true; ; isFirst = false)
        {
            if (await StateAsync(cancellationToken).ConfigureAwait(false) is not { } state)
                return nothing;
            try
            {
                return await read(new HybridSearch(_connection, options, Collections.Alias, state)).ConfigureAwait(false);
            }
            catch (Exception error) when (isFirst && IsOutdated(error))
            {
                // Another process put another collection in service.
                _known = null;
            }
            catch (CollectionMissingException)
            {
                return nothing;
            }
        }
    }

    private static bool IsOutdated(Exception error) => error is CollectionMissingException or IndexUnavailableException { InnerException: RpcException { StatusCode: StatusCode.InvalidArgument } };

    private async Task<CollectionState?> StateAsync(CancellationToken cancellationToken)
    {
        if (_known is { } known && time.GetElapsedTime(known.At) < Freshness)
            return known.State;
        var at = time.GetTimestamp();
        var state = Usable(await Collections.ReadStateAsync(Collections.Alias, cancellationToken).ConfigureAwait(false));
        // A write that ended meanwhile knows better.
        Interlocked.CompareExchange(ref _known, new Known(state, at), _known is { } other && other.At >= at ? null : _known);
        return state;
    }

    // One of other weights counts as none, and is replaced by the next update.
    private CollectionState? Usable(CollectionState? state) => state is not null && state.K1 == index.K1 && state.B == index.B ? state : null;

    private CollectionState Empty(IReadOnlyList<IndexedPaper> papers) =>
        new(index.K1, index.B, papers.Count >= EnoughForMean ? Math.Max(1, papers.Average(paper => PaperPoints.Length(paper.Paper))) : UsualLength, null, 0);

    private async Task<CollectionWriter> BesideAsync(CollectionState wanted, CollectionState? present, CancellationToken cancellationToken)
    {
        var writer = Writer(await Collections.CreateAsync(wanted with { Revision = 0, Sequence = 0, Papers = 0, Termed = 0, Note = null }, cancellationToken).ConfigureAwait(false), wanted with { Sequence = 0 });
        if (present is not null)
            await writer.CopyAsync(Collections.Alias, present.Sequence, cancellationToken).ConfigureAwait(false);
        return writer;
    }

    private async Task<(CollectionWriter Writer, CollectionState State, bool Resumed)> BeginAsync(IReadOnlyList<IndexedPaper> first, CollectionState? present, CancellationToken cancellationToken)
    {
        var (space, dimensions) = SpaceOf(first);
        var wanted = Empty(first) with { Space = space ?? present?.Space, Dimensions = space is null ? present?.Dimensions ?? 0 : dimensions };
        if (await Collections.UnfinishedAsync(wanted, cancellationToken).ConfigureAwait(false) is { } left)
            return (Writer(left.Name, left.State), left.State, true);
        return (await BesideAsync(wanted, null, cancellationToken).ConfigureAwait(false), wanted, false);
    }

    private async Task<CollectionState?> EmptiedAsync(long revision, CancellationToken cancellationToken)
    {
        await Collections.DeleteAllAsync(null, cancellationToken).ConfigureAwait(false);
        return await CommitAsync(await BesideAsync(Empty([]), null, cancellationToken).ConfigureAwait(false), Empty([]) with { Revision = revision }, true, cancellationToken).ConfigureAwait(false);
    }

    private async Task<CollectionState?> CommitAsync(CollectionWriter writer, CollectionState next, bool isNew, CancellationToken cancellationToken)
    {
        var state = await writer.CommitAsync(next, cancellationToken).ConfigureAwait(false);
        if (isNew)
            await Collections.PutInServiceAsync(writer.Collection, cancellationToken).ConfigureAwait(false);
        return state;
    }

    private CollectionWriter Writer(string collection, CollectionState state) => new(_connection, options, collection, state);

    private static List<IndexedPaper> Distinct(IReadOnlyList<IndexedPaper> papers)
    {
        var byId = new Dictionary<string, IndexedPaper>(papers.Count, StringComparer.Ordinal);
        foreach (var paper in papers)
            byId[paper.Paper.Id] = paper;
        return [.. byId.Values];
    }

    private static (string? Space, int Dimensions) SpaceOf(IReadOnlyList<IndexedPaper> papers) =>
        papers.FirstOrDefault(paper => !paper.Vector.IsEmpty) is { } first ? (first.VectorSpace ?? $"unnamed/{first.Vector.Length}", first.Vector.Length) : (null, 0);

    private sealed record Known(CollectionState? State, long At);
}
