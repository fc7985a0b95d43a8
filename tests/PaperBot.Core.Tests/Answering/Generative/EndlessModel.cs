using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace PaperBot.Answering.Generative;

/// <summary>A model that never stops of itself.</summary>
/// <param name="piece">What it says over and over.</param>
/// <param name="onPiece">Told how often it has said it.</param>
/// <param name="varies">With another word each time.</param>
internal sealed class EndlessModel(string piece, Action<int> onPiece, bool varies = false) : IChatClient
{
    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        for (var i = 1; i < 5000; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            onPiece(i);
            await Task.Yield();
            yield return new ChatResponseUpdate(ChatRole.Assistant, varies ? string.Create(CultureInfo.InvariantCulture, $"{piece}word{i} ") : piece);
        }
    }

    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose()
    {
    }
}
