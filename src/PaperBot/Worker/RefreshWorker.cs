using Microsoft.Extensions.Hosting;
using PaperBot.Retrieval;
using PaperBot.Sources.Refresh;

namespace PaperBot.Worker;

/// <summary>Makes the library ready and then keeps it fresh, as long as the process runs.</summary>
internal sealed class RefreshWorker(LibraryReadiness readiness, RefreshSources refresh) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        await readiness.EnsureAsync(null, stoppingToken);
        await refresh.RunAsync(stoppingToken);
    }
}
