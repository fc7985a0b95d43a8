using System.Runtime.CompilerServices;
using LLama;
using Microsoft.Extensions.AI;
using PaperBot.LLama.Inference;
using PaperBot.LLama.Templates;
using PaperBot.Models;

namespace PaperBot.LLama.Chat;

/// <summary>A model of this machine that writes for any number of callers at once.</summary>
internal sealed class LLamaChatClient(string name, LLamaWeights weights, InferenceLoop loop, ChatTemplate template, PromptTokenizer tokenizer) : IChatClient, IAsyncDisposable
{
    private readonly ChatClientMetadata _metadata = new(LLamaRuntime.RuntimeName, null, name);

    private long _anonymous;
    private int _disposed;

    /// <summary>For tests, while nothing runs.</summary>
    internal InferenceLoop Loop => loop;

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(messages);
        var request = CreateRequest(messages, options);
        cancellationToken.ThrowIfCancellationRequested();
        loop.Submit(request);
        var reply = Guid.NewGuid().ToString("N");
        await using var registration = cancellationToken.UnsafeRegister(_ => loop.Cancel(request), null).ConfigureAwait(false);
        try
        {
            await foreach (var update in request.Updates.ReadAllAsync(cancellationToken).ConfigureAwait(false))
                yield return ToResponse(update, reply);
        }
        finally
        {
            loop.Cancel(request); // Whoever stops reading wants no more of it.
        }
    }

    public async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var updates = new List<ChatResponseUpdate>();
        await foreach (var update in GetStreamingResponseAsync(messages, options, cancellationToken).ConfigureAwait(false))
        {
            if (!update.Contents.Any(content => content is QueueContent))
                updates.Add(update);
        }
        return updates.ToChatResponse();
    }

    public object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        if (serviceKey is not null)
            return null;
        return serviceType == typeof(ChatClientMetadata) ? _metadata : serviceType.IsInstanceOfType(this) ? this : null;
    }

    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
            return;
        await loop.DisposeAsync().ConfigureAwait(false);
        weights.Dispose();
    }

    private InferenceRequest CreateRequest(IEnumerable<ChatMessage> messages, ChatOptions? options)
    {
        var prompt = Tokenize(template.Render(ChatRequest.Turns(messages, options)));
        var room = loop.Limit - prompt.Tokens.Length;
        if (room < 1)
            throw new ModelUnavailableException($"The prompt has {prompt.Tokens.Length} tokens; {name} reads at most {loop.Limit} with its reply. Ask for less, or raise LLama:ContextTokens if the model was trained for more.");
        // Callers that nobody named do not wait for each other.
        var user = ModelRequest.UserOf(options) is { } known ? "user " + known : "request " + Interlocked.Increment(ref _anonymous);
        var most = Math.Min(room, options?.MaxOutputTokens ?? ChatRequest.DefaultMaxTokens);
        return new InferenceRequest(prompt, user, most, ChatRequest.Sampling(options), [.. options?.StopSequences ?? []]);
    }

    // Held while it is read, so that closing the model meanwhile cannot take its vocabulary away.
    private TokenizedPrompt Tokenize(RenderedPrompt prompt)
    {
        var held = false;
        try
        {
            weights.NativeHandle.DangerousAddRef(ref held);
            return tokenizer.Tokenize(prompt);
        }
        catch (ObjectDisposedException error)
        {
            throw new ModelUnavailableException($"{name} was closed.", error);
        }
        finally
        {
            if (held)
                weights.NativeHandle.DangerousRelease();
        }
    }

    private ChatResponseUpdate ToResponse(ReplyUpdate update, string reply)
    {
        var response = update switch
        {
            ReplyQueued queued => new ChatResponseUpdate(ChatRole.Assistant, [new QueueContent(queued.Position, queued.EstimatedWait)]),
            ReplyDelta delta => new ChatResponseUpdate(ChatRole.Assistant, delta.Text),
            ReplyEnded ended => new ChatResponseUpdate(ChatRole.Assistant, [new UsageContent(Usage(ended))])
            {
                FinishReason = ended.CutByLength ? ChatFinishReason.Length : ChatFinishReason.Stop,
            },
            _ => throw new InvalidOperationException($"{update} is not known here."),
        };
        (response.ModelId, response.ResponseId, response.MessageId) = (name, reply, reply);
        return response;
    }

    private static UsageDetails Usage(ReplyEnded ended) => new()
    {
        InputTokenCount = ended.PromptTokens,
        CachedInputTokenCount = ended.SharedTokens,
        OutputTokenCount = ended.ReplyTokens,
        TotalTokenCount = ended.PromptTokens + ended.ReplyTokens,
    };
}
