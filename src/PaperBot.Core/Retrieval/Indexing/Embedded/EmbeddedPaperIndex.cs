using System.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using PaperBot.Library;

namespace PaperBot.Retrieval.Indexing.Embedded;

/// <summary>
/// The index in files of its own: immutable segments mapped into memory and one small manifest that names them, replaced as a whole, so
/// that a process killed at any moment leaves the old or the new state. Readers never wait; writers, of this and other processes, take
/// turns, and each sees what the others have written. Every method but <see cref="ClearAsync"/> throws
/// <see cref="IndexDamagedException"/> when files are missing or damaged, and writing throws <see cref="UnauthorizedAccessException"/> or
/// <see cref="IOException"/> where the folder cannot be written.
/// </summary>
public sealed class EmbeddedPaperIndex : IPaperIndex, IDisposable
{
    private const string LockName = "write.lock";

    private readonly string _folder;
    private readonly IndexOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly SnapshotSource _snapshots;

    /// <param name="folder">Where its files are; made at the first write.</param>
    public EmbeddedPaperIndex(string folder, IndexOptions options, TimeProvider time, ILogger<EmbeddedPaperIndex>? logger = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        _folder = Path.GetFullPath(folder);
        _snapshots = new SnapshotSource(_folder);
        (_options, _time, _logger) = (options, time, logger ?? NullLogger<EmbeddedPaperIndex>.Instance);
    }

    public string Name => "embedded";

    public IndexState State => Read(snapshot => new IndexState(
        snapshot.Papers, snapshot.Manifest.Revision, snapshot.Manifest.Space.Length == 0 ? null : snapshot.Manifest.Space,
        snapshot.Manifest.Segments.Sum(segment => segment.Bytes)));

    public Task UpsertAsync(IReadOnlyList<IndexedPaper> papers, long revision, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(papers);
        return WriteAsync(writer => writer.Upsert(papers, revision, cancellationToken), cancellationToken);
    }

    public Task DeleteAsync(IReadOnlyList<string> paperIds, long revision, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(paperIds);
        return WriteAsync(writer => writer.Delete(paperIds, revision, cancellationToken), cancellationToken);
    }

    public Task ReplaceAsync(IAsyncEnumerable<IReadOnlyList<IndexedPaper>> batches, long revision, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(batches);
        return WriteAsync(writer => writer.ReplaceAsync(batches, revision, cancellationToken), cancellationToken);
    }

    public async Task ClearAsync(CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(_folder);
        using var writing = await FolderLock.TakeAsync(Path.Combine(_folder, LockName), Timeout.InfiniteTimeSpan, _time, cancellationToken).ConfigureAwait(false);
        _snapshots.Commit(Manifest.Empty with { NextNumber = IndexWriter.NextNumber(_folder, Manifest.Empty) }).Release();
        IndexWriter.Sweep(_folder);
    }

    public Task<IReadOnlyList<IndexHit>> SearchAsync(IndexQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult<IReadOnlyList<IndexHit>>(Read(snapshot => Search(snapshot, query, cancellationToken)));
    }

    public Task<IReadOnlyList<int>> CountPapersWithAsync(IReadOnlyList<string> terms, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(terms);
        return Task.FromResult<IReadOnlyList<int>>(Read(snapshot => terms
            .Select(term => snapshot.Segments.Sum(segment => segment.TryFind(term, out var entry) ? segment.CountLive(term, entry) : 0)).ToList()));
    }

    public Task<float[]?> VectorOfAsync(string paperId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(paperId);
        var id = Encoding.UTF8.GetBytes(paperId);
        return Task.FromResult(Read(snapshot =>
        {
            foreach (var segment in snapshot.Segments)
            {
                if (segment.Find(id) is var paper and >= 0)
                    return segment.Reader.Space == snapshot.Manifest.Space ? VectorRows.Vector(segment.Reader, paper) : null;
            }
            return null;
        }));
    }

    /// <summary>Checks every byte of every file against its checksum; opening checks headers only.</summary>
    /// <exception cref="IndexDamagedException">Names the file and the part.</exception>
    public Task VerifyAsync(CancellationToken cancellationToken) => Task.Run(
        () => Read(snapshot =>
        {
            foreach (var segment in snapshot.Segments)
                segment.Reader.Verify(cancellationToken);
            return true;
        }),
        cancellationToken);

    public void Dispose() => _snapshots.Dispose();

    private List<IndexHit> Search(IndexSnapshot snapshot, IndexQuery query, CancellationToken cancellationToken)
    {
        var limit = Math.Min(query.Limit, snapshot.Papers);
        if (limit <= 0 || (query.Terms.Count == 0 && query.Vector.IsEmpty))
            return [];
        query = query with { Limit = limit };
        var terms = new WeightedTerms(snapshot, query.Terms);
        var scratch = SearchScratch.Rent();
        try
        {
            return query.VectorWeight > 0 && !query.Vector.IsEmpty
                ? new FusedSearch(snapshot, _options, scratch).Run(terms, query, cancellationToken)
                : ByTerms(snapshot, terms, query, scratch, cancellationToken);
        }
        finally
        {
            scratch.Return();
        }
    }

    private List<IndexHit> ByTerms(IndexSnapshot snapshot, WeightedTerms terms, IndexQuery query, SearchScratch scratch, CancellationToken cancellationToken)
    {
        var best = new TopScores(query.Limit);
        var impacts = snapshot.Impacts(_options);
        // Large segments first: they soonest give a score to beat.
        foreach (var (number, view) in snapshot.Segments.Index().OrderByDescending(segment => segment.Item.Reader.Papers))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var cursors = terms.Open(view.Reader, number, scratch);
            new PrunedSearch(view.Reader, number, cursors, SegmentFilter.Allowed(view, query.Filter), impacts, best, scratch).Run();
        }
        var candidates = best.Finish();
        var bm25 = ExactScores.Bm25(snapshot, terms, candidates, impacts, scratch);
        return Ranking.Best(snapshot, candidates, bm25, bm25, ExactScores.Cosine(snapshot, candidates, query.Vector.Span), query.Limit);
    }

    private Task WriteAsync(Action<IndexWriter> write, CancellationToken cancellationToken) => WriteAsync(
        writer =>
        {
            write(writer);
            return Task.CompletedTask;
        },
        cancellationToken);

    private async Task WriteAsync(Func<IndexWriter, Task> write, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(_folder);
        using var writing = await FolderLock.TakeAsync(Path.Combine(_folder, LockName), Timeout.InfiniteTimeSpan, _time, cancellationToken).ConfigureAwait(false);
        await Task.Run(
            async () =>
            {
                var before = _snapshots.Acquire();
                var opened = new List<IndexSnapshot>();
                try
                {
                    await write(new IndexWriter(_folder, before, _options, _logger, manifest =>
                    {
                        opened.Add(_snapshots.Commit(manifest));
                        return opened[^1];
                    })).ConfigureAwait(false);
                }
                finally
                {
                    opened.ForEach(snapshot => snapshot.Release());
                    before.Release();
                }
            },
            cancellationToken).ConfigureAwait(false);
    }

    private T Read<T>(Func<IndexSnapshot, T> read)
    {
        var snapshot = _snapshots.Acquire();
        try
        {
            return read(snapshot);
        }
        catch (Exception ex) when (ex is IndexOutOfRangeException or ArgumentOutOfRangeException or OverflowException)
        {
            throw new IndexDamagedException($"The index in {_folder} is damaged. Rebuild the index.", ex);
        }
        finally
        {
            snapshot.Release();
        }
    }
}
