using System.Globalization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using PaperBot.Library;
using PaperBot.Models;
using PaperBot.Retrieval.Indexing;
using PaperBot.Retrieval.Neural;
using PaperBot.Sources.Starter;

namespace PaperBot.Retrieval;

/// <summary>
/// Makes the library ready to be read: an empty one gets the starter papers, a few new papers are embedded with the chosen neural embedder, and
/// the index follows what changed since (also by another process). Costs microseconds when nothing is to be done, so that every reading begins with it.
/// </summary>
/// <param name="neural">The chosen neural embedder's space; null without one.</param>
/// <param name="embed">Embeds new papers in it; null leaves them to others.</param>
public sealed partial class LibraryReadiness(
    StarterLibrary starter, IndexUpdater updater, IPaperIndex index, ILogger<LibraryReadiness>? logger = null, NeuralSpace? neural = null, EmbedLibrary? embed = null)
{
    /// <summary>How long a reading waits for another process that is at work on the index, before it makes do with what is there.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>The same when nothing is there yet.</summary>
    private static readonly TimeSpan PatienceWithNothing = TimeSpan.FromSeconds(5);

    /// <summary>Papers whose index goes over to another space within about a second.</summary>
    private const int SoonRebuilt = 5000;

    private readonly ILogger _logger = logger ?? NullLogger<LibraryReadiness>.Instance;

    /// <summary>True when <see cref="EnsureAsync"/> has something to do that may take a while.</summary>
    public bool IsBehind => updater.IsBehind && !LeavesSpace;

    /// <summary>What the user should know of the neural embedder, in one line; null when there is nothing to say.</summary>
    public string? Notice
    {
        get
        {
            if (neural is null)
                return null;
            if (neural.Problem is { } problem)
                return $"{problem} The built-in embedder serves.";
            var missing = neural.Missing;
            return missing > 0 ? string.Create(CultureInfo.InvariantCulture, $"{missing:N0} papers are not embedded with {neural.ModelName} yet; 'paperbot reindex' does it.")
                : LeavesSpace ? $"All papers are embedded with {neural.ModelName}; 'paperbot reindex' makes searches use it."
                : null;
        }
    }

    // A reading does not wait for a large index to be built anew only because a better space is there.
    private bool LeavesSpace => updater.State?.Papers > SoonRebuilt && updater.OnlyChangesSpace;

    /// <summary>Makes the library ready.</summary>
    /// <param name="progress">Told about the index; null for silence.</param>
    /// <param name="cancellationToken">Cancelling keeps what is done.</param>
    /// <returns>Starter papers that were imported, usually 0.</returns>
    /// <exception cref="LibraryException">The library cannot be used.</exception>
    public async Task<int> EnsureAsync(IProgress<IndexProgress>? progress, CancellationToken cancellationToken)
    {
        var imported = await starter.EnsureAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            neural?.Begin(updater.State?.VectorSpace);
            await EmbedFewAsync(cancellationToken).ConfigureAwait(false);
            if (!LeavesSpace)
                await updater.RunAsync(rebuild: false, updater.State?.Papers > 0 ? Patience : PatienceWithNothing, progress, cancellationToken).ConfigureAwait(false);
            await updater.CatchUpAsync(SoonRebuilt, progress, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (error is not OperationCanceledException and not LibraryException && index.State.Papers > 0)
        {
            // An older index still answers; the update is tried again at the next reading.
            LogBehind(error);
        }
        return imported;
    }

    // With more to do the built-in space serves, or the new papers are found by their terms; a verb with a progress bar, or a chat, embeds them.
    private async Task EmbedFewAsync(CancellationToken cancellationToken)
    {
        neural?.Follow(cancellationToken);
        if (neural is null || embed is null || neural.Missing is var missing && (missing == 0 || missing > embed.ForegroundLimit))
            return;
        try
        {
            await embed.StoreAsync(null, cancellationToken).ConfigureAwait(false);
        }
        catch (ModelUnavailableException error)
        {
            LogUnavailable(error.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The index could not follow the library; the older one answers")]
    private partial void LogBehind(Exception error);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The neural embedder cannot be used, the built-in one serves: {Reason}")]
    private partial void LogUnavailable(string reason);
}
