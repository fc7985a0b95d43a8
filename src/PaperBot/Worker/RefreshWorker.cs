using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PaperBot.Retrieval;
using PaperBot.Retrieval.Neural;
using PaperBot.Sources.Refresh;

namespace PaperBot.Worker;

/// <summary>Makes the library ready and then keeps it fresh, and embedded, as long as the process runs.</summary>
internal sealed class RefreshWorker(
    LibraryReadiness readiness, RefreshSources refresh, EmbedLibrary embed, TimeProvider time, ILogger<BackgroundEmbedding> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        await readiness.EnsureAsync(null, stoppingToken);
        await using var embedding = BackgroundEmbedding.Start(embed, time, logger);
        await refresh.RunAsync(stoppingToken);
        // Without any source to read the embedding goes on.
        await Task.Delay(Timeout.InfiniteTimeSpan, time, stoppingToken);
    }
}
