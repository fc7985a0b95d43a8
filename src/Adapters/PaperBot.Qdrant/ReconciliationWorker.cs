using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace PaperBot.Qdrant;

/// <summary>Reconciles from time to time while the bot serves, and soon again while the server is away.</summary>
internal sealed partial class ReconciliationWorker(IServiceProvider services, IOptions<QdrantOptions> options, TimeProvider time, ILogger<ReconciliationWorker> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Value.Address.Length == 0 || options.Value.ReconcileMinutes == 0)
            return;
        // Off the start of the host: the first look at a server that is away takes a while.
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            var pause = TimeSpan.FromMinutes(options.Value.ReconcileMinutes);
            try
            {
                if (await services.GetRequiredService<Reconciliation>().RunAsync(stoppingToken).ConfigureAwait(false) is { } report)
                    LogReport(report.Compared, report.Papers, report.Repaired, report.Removed);
            }
#pragma warning disable CA1031 // Whatever it is, the bot goes on answering and this is tried again.
            catch (Exception error) when (error is not OperationCanceledException)
#pragma warning restore CA1031
            {
                LogFailure(error.Message);
                pause = TimeSpan.FromSeconds(options.Value.PauseSeconds);
            }
            await Task.Delay(pause, time, stoppingToken).ConfigureAwait(false);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Compared {Compared} of {Papers} papers with Qdrant: {Repaired} repaired, {Removed} removed")]
    private partial void LogReport(int compared, int papers, int repaired, int removed);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Qdrant could not be compared with the library: {Reason}")]
    private partial void LogFailure(string reason);
}
