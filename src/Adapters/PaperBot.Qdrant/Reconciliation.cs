using Microsoft.Extensions.Options;
using PaperBot.Library;
using PaperBot.Retrieval.Indexing;

namespace PaperBot.Qdrant;

/// <summary>
/// Compares the collection with the library and repairs what differs: brings it to the library's revision, compares the number of papers and a
/// sample of them, and goes through all of them where either is amiss.
/// </summary>
internal sealed class Reconciliation(QdrantPaperIndex index, IndexUpdater updater, PaperLibrary library, IOptions<QdrantOptions> options, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly IndexUpdater _updater = updater.For(index);

    // Any start will do; that of a day differs from that of the next.
    private readonly Random _random = new((int)(time.GetUtcNow().Ticks / TimeSpan.TicksPerHour));

    /// <summary>Compares and repairs; null when another process is at work on the indexes.</summary>
    /// <exception cref="IndexUnavailableException">The server cannot be used.</exception>
    public async Task<ReconciliationReport?> RunAsync(CancellationToken cancellationToken)
    {
        await _updater.RunAsync(rebuild: false, null, cancellationToken).ConfigureAwait(false);
        using var turn = await _updater.HoldAsync(Patience, cancellationToken).ConfigureAwait(false);
        if (turn is null)
            return null;
        await index.RecountAsync(null, cancellationToken).ConfigureAwait(false);
        var counts = library.Count();
        if (index.State.Revision != counts.Revision)
            return null;
        var report = new ReconciliationReport(counts.Papers, 0, 0, 0);
        var sample = options.Value.ReconcileSample;
        var start = counts.Papers <= sample ? 0 : _random.NextInt64(counts.Revision);
        report = await CompareAsync(start, sample, report, cancellationToken).ConfigureAwait(false);
        if (start > 0 && report.Compared < sample)
            report = await CompareAsync(0, sample - report.Compared, report, cancellationToken).ConfigureAwait(false);
        if (report.Repaired > 0 || index.State.Papers != counts.Papers)
        {
            report = await CompareAsync(0, int.MaxValue, report, cancellationToken).ConfigureAwait(false);
            if (index.State.Papers != counts.Papers)
                report = report with { Removed = await index.KeepOnlyAsync(library.ReadAll().Select(stored => stored.Paper.Id), cancellationToken).ConfigureAwait(false) };
        }
        await index.RecountAsync(report.Describe(time.GetUtcNow()), cancellationToken).ConfigureAwait(false);
        return report;
    }

    private async Task<ReconciliationReport> CompareAsync(long after, int atMost, ReconciliationReport report, CancellationToken cancellationToken)
    {
        for (var compared = 0; compared < atMost;)
        {
            var (papers, revision) = await _updater.ReadAfterAsync(after, cancellationToken).ConfigureAwait(false);
            if (papers.Count == 0)
                break;
            IReadOnlyList<IndexedPaper> some = [.. papers.Take(atMost - compared)];
            report = report with { Compared = report.Compared + some.Count, Repaired = report.Repaired + await index.RepairAsync(some, cancellationToken).ConfigureAwait(false) };
            (after, compared) = (revision, compared + some.Count);
        }
        return report;
    }
}
