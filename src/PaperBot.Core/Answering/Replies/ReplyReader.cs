using System.Text;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using PaperBot.Answering.Generative;
using PaperBot.Models;

namespace PaperBot.Answering.Replies;

/// <summary>
/// Asks a model for one whole reply within a time that waiting for its turn is part of, unlike <see cref="ModelReply"/>. Whatever goes wrong with the model is
/// a result; its details go to the log.
/// </summary>
internal sealed partial class ReplyReader(TimeProvider clock, ILogger<ReplyReader>? logger = null)
{
    /// <summary>English has four letters a token; a reply that grows beyond twice that ignores its limit.</summary>
    private const int MostLettersPerToken = 8;

    private const int UsualMaxTokens = 512;

    private readonly ILogger _logger = logger ?? NullLogger<ReplyReader>.Instance;

    /// <summary>The reply, or why there is none.</summary>
    /// <param name="budget">Time for all of it, waiting for the model's turn included.</param>
    public async Task<WholeReply> AskAsync(ChatEngine engine, IReadOnlyList<ChatMessage> messages, ChatOptions options, TimeSpan budget, CancellationToken cancellationToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        // On a thread of its own: a model may compute before its first await.
        var reading = Task.Run(() => ReadAsync(engine.Client, messages, options, ending.Token), CancellationToken.None);
        try
        {
            return await reading.WaitAsync(budget, clock, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            return new WholeReply(null, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{engine.Name} took longer than {budget.TotalSeconds:0} s."));
        }
        catch (ModelBusyException)
        {
            return new WholeReply(null, $"{engine.Name} is busy.");
        }
        catch (ModelUnavailableException error)
        {
            return new WholeReply(null, error.Message);
        }
        catch (Exception error) when (error is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            LogFailure(_logger, engine.Name, error);
            return new WholeReply(null, $"{engine.Name} stopped with an error.");
        }
        finally
        {
            await ending.CancelAsync().ConfigureAwait(false);
        }
    }

    private static async Task<WholeReply> ReadAsync(IChatClient client, IReadOnlyList<ChatMessage> messages, ChatOptions options, CancellationToken cancellationToken)
    {
        var (text, cut) = (new StringBuilder(), false);
        var most = (options.MaxOutputTokens ?? UsualMaxTokens) * MostLettersPerToken;
        await foreach (var update in client.GetStreamingResponseAsync(messages, options, cancellationToken).ConfigureAwait(false))
        {
            text.Append(update.Text);
            cut |= update.FinishReason == ChatFinishReason.Length || text.Length > most;
            if (text.Length > most)
                break;
        }
        var thoughts = new ThoughtFilter();
        return new WholeReply(thoughts.Add(text.ToString()) + thoughts.End(), null) { IsCut = cut };
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Engine} failed")]
    private static partial void LogFailure(ILogger logger, string engine, Exception error);
}
