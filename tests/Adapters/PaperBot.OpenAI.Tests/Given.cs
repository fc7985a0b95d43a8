using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;
using PaperBot.Models;

namespace PaperBot.OpenAI;

/// <summary>What the tests begin with.</summary>
internal static class Given
{
    public static RunnableModel Model(ModelKind kind) => new() { Name = "openai", Kind = kind, Runtime = "openai", Fingerprint = "openai" };

    public static OpenAIOptions Options(FakeEndpoint server) => new()
    {
        BaseAddress = server.Root + "/v1",
        ChatModel = FakeEndpoint.ChatModel,
        EmbeddingModel = FakeEndpoint.EmbeddingModel,
        Retries = 0,
    };

    public static OpenAIRuntime Runtime(OpenAIOptions options) => new(Microsoft.Extensions.Options.Options.Create(options), TimeProvider.System);

    public static async Task<FakeEndpoint> ServerAsync()
    {
        var server = new FakeEndpoint();
        await server.StartAsync();
        return server;
    }

    public static IReadOnlyList<ChatMessage> Messages { get; } = [new(ChatRole.System, "Be brief."), new(ChatRole.User, "What do retrieval heads do?")];

    public static async Task<List<ChatResponseUpdate>> AllAsync(IAsyncEnumerable<ChatResponseUpdate> updates)
    {
        var all = new List<ChatResponseUpdate>();
        await foreach (var update in updates)
            all.Add(update);
        return all;
    }

    public static Task<IChatClient> ChatAsync(OpenAIOptions options) => Runtime(options).LoadChatAsync(Model(ModelKind.Chat), CancellationToken.None);

    public static Task<IEmbeddingGenerator<string, Embedding<float>>> EmbedderAsync(OpenAIOptions options) => Runtime(options).LoadEmbedderAsync(Model(ModelKind.Embedder), CancellationToken.None);
}
