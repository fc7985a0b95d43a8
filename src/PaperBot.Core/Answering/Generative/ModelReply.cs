using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using PaperBot.Models;

namespace PaperBot.Answering.Generative;

/// <summary>Reads a model's reply as it comes; whatever goes wrong there ends it with a reason instead of an exception.</summary>
internal sealed class ModelReply(ChatEngine engine, IReadOnlyList<ChatMessage> messages, ChatOptions options, TimeSpan patience, TimeProvider clock)
{
    /// <summary>Why it ended before its time, one plain sentence; null when it did not.</summary>
    public string? Failure { get; private set; }

    /// <summary>What broke it, when nobody foresaw it.</summary>
    public Exception? Error { get; private set; }

    /// <summary>How it ended, when the model said so.</summary>
    public ChatFinishReason? Finish { get; private set; }

    public UsageDetails? Usage { get; private set; }

    /// <summary>Its text (<see cref="TextContent"/>) and how far off its turn is (<see cref="QueueContent"/>). Whoever has read enough may stop.</summary>
    public async IAsyncEnumerable<AIContent> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var impatience = new CancellationTokenSource(patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, impatience.Token);
        IAsyncEnumerator<ChatResponseUpdate>? stream = null;
        try
        {
            stream = Open(either.Token);
            while (stream is not null && await NextAsync(stream, cancellationToken).ConfigureAwait(false))
            {
                Finish = stream.Current.FinishReason ?? Finish;
                foreach (var content in stream.Current.Contents)
                {
                    if (content is UsageContent usage)
                        (Usage ??= new UsageDetails()).Add(usage.Details);
                    // Waiting for its turn is not the model's fault.
                    else if (content is QueueContent queue)
                        impatience.CancelAfter(patience + (queue.EstimatedWait ?? patience));
                    if (content is TextContent or QueueContent)
                        yield return content;
                }
            }
        }
        finally
        {
            await either.CancelAsync().ConfigureAwait(false);
            if (stream is not null)
                await CloseAsync(stream).ConfigureAwait(false);
        }
    }

    private IAsyncEnumerator<ChatResponseUpdate>? Open(CancellationToken cancellationToken)
    {
        try
        {
            return engine.Client.GetStreamingResponseAsync(messages, options, cancellationToken).GetAsyncEnumerator(cancellationToken);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            Fail(error);
            return null;
        }
    }

    private async Task<bool> NextAsync(IAsyncEnumerator<ChatResponseUpdate> stream, CancellationToken cancellationToken)
    {
        try
        {
            return await stream.MoveNextAsync().ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            Failure = string.Create(CultureInfo.InvariantCulture, $"{engine.Name} took longer than {patience.TotalSeconds:0} s.");
            return false;
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            Fail(error);
            return false;
        }
    }

    // The answer does not depend on how a stream that was left is closed.
    private async Task CloseAsync(IAsyncEnumerator<ChatResponseUpdate> stream)
    {
        try
        {
            await stream.DisposeAsync().ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // Asked for above.
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            Error ??= error;
        }
    }

    private void Fail(Exception error)
    {
        Failure = error switch
        {
            ModelBusyException => $"{engine.Name} is busy: {error.Message}",
            ModelUnavailableException => error.Message,
            OutOfMemoryException => $"{engine.Name} ran out of memory.",
            _ => $"{engine.Name} failed.",
        };
        Error = error is ModelBusyException or ModelUnavailableException ? null : error;
    }
}
