using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace PaperBot.Retrieval.Neural;

/// <summary>Embeds the library, and papers that come later, while something else goes on; disposing stops it, and what is done stays.</summary>
public sealed partial class BackgroundEmbedding : IAsyncDisposable
{
    /// <summary>Between two looks at the library.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    private readonly CancellationTokenSource _stopping = new();
    private readonly ILogger _logger;
    private readonly Task _work;

    private BackgroundEmbedding(EmbedLibrary embed, TimeProvider time, ILogger logger)
    {
        _logger = logger;
        _work = Task.Run(() => RunAsync(embed, time));
    }

    /// <summary>Begins.</summary>
    public static BackgroundEmbedding Start(EmbedLibrary embed, TimeProvider time, ILogger<BackgroundEmbedding>? logger = null) =>
        new(embed, time, logger ?? NullLogger<BackgroundEmbedding>.Instance);

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _work.ConfigureAwait(false);
        _stopping.Dispose();
    }

    private async Task RunAsync(EmbedLibrary embed, TimeProvider time)
    {
        try
        {
            while (true)
            {
                await embed.RunAsync(null, null, _stopping.Token).ConfigureAwait(false);
                await Task.Delay(Interval, time, _stopping.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            // The next run goes on from here.
        }
#pragma warning disable CA1031 // Answers go on without it; the owner finds the cause in the log.
        catch (Exception error) when (error is not OperationCanceledException)
#pragma warning restore CA1031
        {
            LogFailed(error);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Embedding the library in the background failed; the built-in embedder serves")]
    private partial void LogFailed(Exception error);
}
