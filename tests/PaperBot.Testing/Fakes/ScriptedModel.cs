using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace PaperBot.Testing.Fakes;

/// <summary>A chat model whose replies a test writes. Streams them a few letters at a time; remembers what it was asked.</summary>
/// <param name="reply">The reply to the messages of a request.</param>
public sealed class ScriptedModel(Func<IReadOnlyList<ChatMessage>, string> reply) : IChatClient
{
    private const int PieceLength = 7;

    private readonly List<IReadOnlyList<ChatMessage>> _requests = [];

    public ScriptedModel(string reply)
        : this(_ => reply)
    {
    }

    /// <summary>The messages of every request so far, oldest first.</summary>
    public IReadOnlyList<IReadOnlyList<ChatMessage>> Requests
    {
        get
        {
            lock (_requests)
                return [.. _requests];
        }
    }

    /// <summary>The options of the latest request.</summary>
    public ChatOptions? LatestOptions { get; private set; }

    /// <summary>Thrown after so many letters of the reply; null never throws.</summary>
    public (int AfterLetters, Exception Error)? Failure { get; set; }

    /// <summary>Yielded before the reply.</summary>
    public IReadOnlyList<AIContent> Before { get; set; } = [];

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        IReadOnlyList<ChatMessage> request = [.. messages];
        lock (_requests)
            _requests.Add(request);
        LatestOptions = options;
        foreach (var content in Before)
            yield return new ChatResponseUpdate(ChatRole.Assistant, [content]);
        var text = reply(request);
        for (var at = 0; at < text.Length; at += PieceLength)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (Failure is { } failure && at >= failure.AfterLetters)
                throw failure.Error;
            await Task.Yield();
            yield return new ChatResponseUpdate(ChatRole.Assistant, text[at..Math.Min(text.Length, at + PieceLength)]);
        }
        if (Failure is { } late)
            throw late.Error;
    }

    public async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var updates = new List<ChatResponseUpdate>();
        await foreach (var update in GetStreamingResponseAsync(messages, options, cancellationToken).ConfigureAwait(false))
            updates.Add(update);
        return updates.ToChatResponse();
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose()
    {
    }
}
