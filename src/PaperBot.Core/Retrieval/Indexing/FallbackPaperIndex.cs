using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace PaperBot.Retrieval.Indexing;

/// <summary>
/// Two indexes of one library: one on another machine, which answers while it is reached and in step, and a local one, which answers
/// otherwise. Writes go to both; a part that missed one is left alone, since it is no longer complete to a revision, until
/// <see cref="IndexUpdater.CatchUpAsync"/> or a rebuild brings it back in step.
/// </summary>
/// <param name="primary">Throws <see cref="IndexUnavailableException"/> when it cannot be used.</param>
/// <param name="local">Always there.</param>
/// <param name="breaker">Spares callers the waiting for a primary that failed a moment ago.</param>
public sealed partial class FallbackPaperIndex(IPaperIndex primary, IPaperIndex local, CircuitBreaker breaker, ILogger<FallbackPaperIndex>? logger = null) : IPaperIndex
{
    private static readonly Meter Meter = new("PaperBot");
    private static readonly Counter<long> Fallbacks = Meter.CreateCounter<long>("paperbot.index.fallbacks", null, "Calls that the local index answered for the primary one.");

    private readonly ILogger _logger = logger ?? NullLogger<FallbackPaperIndex>.Instance;

    public string Name => IsPrimaryServing() ? primary.Name : $"{local.Name} in place of {primary.Name}";

    /// <summary>What the index that answers now holds.</summary>
    public IndexState State => IsPrimaryServing() && Try(index => Task.FromResult<IndexState?>(index.State)).GetAwaiter().GetResult() is { } state ? state : local.State;

    /// <summary>Both, the primary one first.</summary>
    public IReadOnlyList<IPaperIndex> Parts { get; } = [primary, local];

    /// <summary>Why the primary index does not answer; null while it does.</summary>
    public string? Problem { get; private set; }

    /// <summary>The reachable parts that missed writes: behind the other, or in another space. At most one, or neither when nothing is known of the primary.</summary>
    public IReadOnlyList<IPaperIndex> Lagging
    {
        get
        {
            if (PrimaryState() is not { } theirs || local.State is var own && IsSame(theirs, own))
                return [];
            return [theirs.Revision > own.Revision ? local : primary];
        }
    }

    public Task UpsertAsync(IReadOnlyList<IndexedPaper> papers, long revision, CancellationToken cancellationToken) =>
        WriteAsync(index => index.UpsertAsync(papers, revision, cancellationToken));

    public Task DeleteAsync(IReadOnlyList<string> paperIds, long revision, CancellationToken cancellationToken) =>
        WriteAsync(index => index.DeleteAsync(paperIds, revision, cancellationToken));

    public async Task ClearAsync(CancellationToken cancellationToken)
    {
        await local.ClearAsync(cancellationToken).ConfigureAwait(false);
        await Try(index => Done(index.ClearAsync(cancellationToken))).ConfigureAwait(false);
    }

    public async Task ReplaceAsync(IAsyncEnumerable<IReadOnlyList<IndexedPaper>> batches, long revision, CancellationToken cancellationToken)
    {
        await local.ReplaceAsync(batches, revision, cancellationToken).ConfigureAwait(false);
        await Try(index => Done(index.ReplaceAsync(batches, revision, cancellationToken))).ConfigureAwait(false);
    }

    public Task<IReadOnlyList<IndexHit>> SearchAsync(IndexQuery query, CancellationToken cancellationToken) =>
        ReadAsync(async index => await index.SearchAsync(query, cancellationToken).ConfigureAwait(false));

    public Task<IReadOnlyList<int>> CountPapersWithAsync(IReadOnlyList<string> terms, CancellationToken cancellationToken) =>
        ReadAsync(async index => await index.CountPapersWithAsync(terms, cancellationToken).ConfigureAwait(false));

    public async Task<float[]?> VectorOfAsync(string paperId, CancellationToken cancellationToken) =>
        (await ReadAsync(async index => Tuple.Create(await index.VectorOfAsync(paperId, cancellationToken).ConfigureAwait(false))).ConfigureAwait(false)).Item1;

    public Task VerifyAsync(CancellationToken cancellationToken) => local.VerifyAsync(cancellationToken);

    // In front is the part that is complete to the later revision; ordinary updates go on from there.
    private async Task WriteAsync(Func<IPaperIndex, Task> write)
    {
        var (theirs, own) = (PrimaryState(), local.State);
        if (theirs is null || theirs.Revision <= own.Revision)
            await write(local).ConfigureAwait(false);
        if (theirs is not null && (IsSame(theirs, own) || theirs.Revision > own.Revision))
            await Try(index => Done(write(index))).ConfigureAwait(false);
    }

    private async Task<T> ReadAsync<T>(Func<IPaperIndex, Task<T>> read)
        where T : class
    {
        if (IsPrimaryServing() && await Try(async index => (T?)await read(index).ConfigureAwait(false)).ConfigureAwait(false) is { } answer)
            return answer;
        Fallbacks.Add(1);
        return await read(local).ConfigureAwait(false);
    }

    private bool IsPrimaryServing() => PrimaryState() is { } theirs && local.State is var own && (theirs.Revision > own.Revision || IsSame(theirs, own));

    private static bool IsSame(IndexState a, IndexState b) => a.Revision == b.Revision && a.VectorSpace == b.VectorSpace;

    private IndexState? PrimaryState() => Try(index => Task.FromResult<IndexState?>(index.State)).GetAwaiter().GetResult();

    private static async Task<object?> Done(Task task)
    {
        await task.ConfigureAwait(false);
        return task;
    }

    /// <summary>What the primary index answers; null when it cannot be used.</summary>
    private async Task<T?> Try<T>(Func<IPaperIndex, Task<T?>> call)
        where T : class
    {
        if (!breaker.TryEnter())
            return null;
        try
        {
            var answer = await call(primary).ConfigureAwait(false);
            breaker.Succeed();
            if (Problem is not null)
                LogBack(primary.Name);
            Problem = null;
            return answer;
        }
        catch (IndexUnavailableException error)
        {
            breaker.Fail();
            if (Problem is null)
                LogAway(primary.Name, local.Name, error.Message);
            Problem = error.Message;
            return null;
        }
        catch
        {
            breaker.Leave();
            throw;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The index {Primary} cannot be used, {Local} answers: {Reason}")]
    private partial void LogAway(string primary, string local, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "The index {Primary} answers again")]
    private partial void LogBack(string primary);
}
