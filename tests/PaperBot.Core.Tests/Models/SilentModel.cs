using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace PaperBot.Models;

/// <summary>A chat model that never says anything.</summary>
internal sealed class SilentModel : IChatClient
{
    private int _requests;

    public int Requests => _requests;

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        Interlocked.Increment(ref _requests);
        await Task.Delay(Timeout.Infinite, cancellationToken);
        yield break;
    }

    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose()
    {
    }

    /// <summary>Moves the clock, whenever someone waits for it, until <paramref name="task"/> has ended.</summary>
    public static async Task<T> PassTimeUntil<T>(Testing.ManualTimeProvider clock, Task<T> task)
    {
        while (!task.IsCompleted)
        {
            if (clock.IsWaitedFor)
                clock.Advance(TimeSpan.FromSeconds(10));
            await Task.Yield();
        }
        return await task;
    }
}
