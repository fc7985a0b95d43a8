using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace PaperBot.Answering.Generative;

/// <summary>A model that says nothing until it is stopped.</summary>
/// <param name="onAsked">Called when it is asked.</param>
internal sealed class StuckModel(Action onAsked) : IChatClient
{
    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var stopped = new TaskCompletionSource();
        await using var registration = cancellationToken.Register(() => stopped.TrySetCanceled(cancellationToken));
        onAsked();
        await stopped.Task;
        yield break;
    }

    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose()
    {
    }
}
