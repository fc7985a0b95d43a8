using System.ClientModel;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.Extensions.AI;
using OpenAI.Chat;
using PaperBot.Models;
using ChatMessage = Microsoft.Extensions.AI.ChatMessage;
using ChatFinishReason = Microsoft.Extensions.AI.ChatFinishReason;

namespace PaperBot.OpenAI;

/// <summary>A chat model at an endpoint.</summary>
internal sealed class EndpointChatClient(ChatClient client, string model, Endpoint endpoint, RequestQueue queue) : IChatClient
{
    private readonly ChatClientMetadata _metadata = new(OpenAIRuntime.RuntimeName, new Uri(endpoint.Address), model);

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var (request, settings) = (RequestMessages.Of(messages), RequestMessages.Settings(options));
        using var turn = queue.Enter(ModelRequest.UserOf(options));
        if (!turn.Started.IsCompleted)
        {
            var (position, wait) = turn.Place;
            yield return new ChatResponseUpdate(ChatRole.Assistant, [new QueueContent(position, wait)]);
            await turn.Started.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        // Not every endpoint heeds the limit that it is sent.
        var left = options?.MaxOutputTokens ?? int.MaxValue;
        await using var updates = client.CompleteChatStreamingAsync(request, settings, cancellationToken).GetAsyncEnumerator(cancellationToken);
        while (await NextAsync(updates, cancellationToken).ConfigureAwait(false) is { } update)
        {
            foreach (var mapped in Map(update))
                yield return mapped;
            left -= update.ContentUpdate.Count;
            if (left < 0)
            {
                yield return new ChatResponseUpdate { Role = ChatRole.Assistant, FinishReason = ChatFinishReason.Length };
                yield break;
            }
        }
    }

    public async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var updates = new List<ChatResponseUpdate>();
        await foreach (var update in GetStreamingResponseAsync(messages, options, cancellationToken).ConfigureAwait(false))
            updates.Add(update);
        updates.RemoveAll(update => update.Contents is [QueueContent]);
        return updates.ToChatResponse();
    }

    public object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        return serviceKey is not null ? null
            : serviceType == typeof(ChatClientMetadata) ? _metadata
            : serviceType.IsInstanceOfType(this) ? this : null;
    }

    public void Dispose()
    {
    }

    private async Task<StreamingChatCompletionUpdate?> NextAsync(IAsyncEnumerator<StreamingChatCompletionUpdate> updates, CancellationToken cancellationToken)
    {
        try
        {
            return await updates.MoveNextAsync().ConfigureAwait(false) ? updates.Current : null;
        }
        catch (Exception error) when (Endpoint.IsFailure(error, cancellationToken))
        {
            throw endpoint.Explain(error);
        }
    }

    private IEnumerable<ChatResponseUpdate> Map(StreamingChatCompletionUpdate update)
    {
        foreach (var part in update.ContentUpdate.Where(part => part.Text is { Length: > 0 }))
            yield return new ChatResponseUpdate(ChatRole.Assistant, part.Text) { ModelId = model, ResponseId = update.CompletionId };
        if (update.FinishReason is { } reason)
            yield return new ChatResponseUpdate { Role = ChatRole.Assistant, ModelId = model, ResponseId = update.CompletionId, FinishReason = Reason(reason) };
        if (update.Usage is { } usage)
        {
            var details = new UsageDetails { InputTokenCount = usage.InputTokenCount, OutputTokenCount = usage.OutputTokenCount, TotalTokenCount = usage.TotalTokenCount };
            yield return new ChatResponseUpdate(ChatRole.Assistant, [new UsageContent(details)]) { ModelId = model, ResponseId = update.CompletionId };
        }
    }

    private static ChatFinishReason Reason(global::OpenAI.Chat.ChatFinishReason reason) => reason switch
    {
        global::OpenAI.Chat.ChatFinishReason.Length => ChatFinishReason.Length,
        global::OpenAI.Chat.ChatFinishReason.ContentFilter => ChatFinishReason.ContentFilter,
        global::OpenAI.Chat.ChatFinishReason.ToolCalls => ChatFinishReason.ToolCalls,
        _ => ChatFinishReason.Stop,
    };
}
