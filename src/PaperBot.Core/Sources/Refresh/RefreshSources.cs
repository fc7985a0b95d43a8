using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using PaperBot.Retrieval.Indexing;
using PaperBot.Sources.Ingestion;

namespace PaperBot.Sources.Refresh;

/// <summary>Reads the day's papers again and again until it is stopped: each source when it is due, a failing one ever more rarely, none in the way of others.</summary>
public sealed partial class RefreshSources(
    IngestPapers ingest, IndexUpdater index, IOptions<RefreshOptions> options, TimeProvider clock, ILogger<RefreshSources>? logger = null)
{
    private static readonly Meter Meter = new("PaperBot");
    private static readonly Counter<int> Readings = Meter.CreateCounter<int>("paperbot.refresh.readings", "{reading}", "Readings of a source, by outcome.");
    private static readonly Counter<int> Papers = Meter.CreateCounter<int>("paperbot.refresh.papers", "{paper}", "New papers that refreshing brought.");

    private readonly ILogger _logger = logger ?? NullLogger<RefreshSources>.Instance;

    /// <summary>Runs until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var schedules = RefreshSchedule.Of(options.Value, clock.GetUtcNow());
        while (schedules.Count > 0)
        {
            var next = schedules.MinBy(schedule => schedule.Due)!;
            var wait = next.Due - clock.GetUtcNow();
            if (wait > TimeSpan.Zero)
                await Task.Delay(wait, clock, cancellationToken).ConfigureAwait(false);
            await ReadAsync(next, cancellationToken).ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    private async Task ReadAsync(RefreshSchedule schedule, CancellationToken cancellationToken)
    {
        try
        {
            var summary = await ingest.RunAsync(new IngestRequest([schedule.Specification]), null, cancellationToken).ConfigureAwait(false);
            Papers.Add(summary.Added, Tag("source", schedule.Specification));
            if (summary.Added > 0)
                await index.RunAsync(rebuild: false, null, cancellationToken).ConfigureAwait(false);
            if (summary.Sources.FirstOrDefault(source => source.Error is not null) is { } failed)
                Fail(schedule, failed.Error!, null);
            else
                Succeed(schedule, summary);
        }
#pragma warning disable CA1031 // Whatever went wrong with one reading, the worker goes on and tries again.
        catch (Exception error) when (error is not OperationCanceledException)
#pragma warning restore CA1031
        {
            Fail(schedule, error.Message, error);
        }
    }

    private void Succeed(RefreshSchedule schedule, IngestSummary summary)
    {
        schedule.Succeeded(clock.GetUtcNow());
        Readings.Add(1, Tag("source", schedule.Specification), Tag("outcome", "done"));
        LogRead(schedule.Specification, summary.Listings, summary.Added, schedule.Due);
    }

    private void Fail(RefreshSchedule schedule, string reason, Exception? error)
    {
        schedule.Failed(clock.GetUtcNow());
        Readings.Add(1, Tag("source", schedule.Specification), Tag("outcome", "failed"));
        LogFailed(error, schedule.Specification, reason, schedule.Failures, schedule.Due);
    }

    private static KeyValuePair<string, object?> Tag(string name, string value) => new(name, value);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Source}: {Listings} listings, {Added} new papers; next at {Next:u}")]
    private partial void LogRead(string source, int listings, int added, DateTimeOffset next);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Source} could not be read: {Reason} (failure {Failures} in a row; next try at {Next:u})")]
    private partial void LogFailed(Exception? error, string source, string reason, int failures, DateTimeOffset next);
}
