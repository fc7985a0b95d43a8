using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;
using OpenAI.Chat;
using OpenAI.Embeddings;
using PaperBot.Models;

namespace PaperBot.OpenAI;

/// <summary>Runs models at an OpenAI-compatible endpoint.</summary>
internal sealed class OpenAIRuntime(IOptions<OpenAIOptions> options, TimeProvider clock) : IModelRuntime
{
    public const string RuntimeName = "openai";

    public string Name => RuntimeName;

    public async Task<IChatClient> LoadChatAsync(RunnableModel model, CancellationToken cancellationToken)
    {
        var endpoint = At(options.Value.BaseAddress);
        var name = await endpoint.ModelAsync(options.Value.ChatModel, "OpenAI:ChatModel", cancellationToken).ConfigureAwait(false);
        var client = new ChatClient(name, endpoint.Key, endpoint.ClientOptions(options.Value.SilenceSeconds));
        return new EndpointChatClient(client, name, endpoint, new RequestQueue(options.Value.MaxConcurrent, options.Value.QueueLength, clock));
    }

    public async Task<IEmbeddingGenerator<string, Embedding<float>>> LoadEmbedderAsync(RunnableModel model, CancellationToken cancellationToken)
    {
        var endpoint = At(options.Value.EmbeddingAddress.Length > 0 ? options.Value.EmbeddingAddress : options.Value.BaseAddress);
        var name = await endpoint.ModelAsync(options.Value.EmbeddingModel, "OpenAI:EmbeddingModel", cancellationToken).ConfigureAwait(false);
        var client = new EmbeddingClient(name, endpoint.Key, endpoint.ClientOptions(options.Value.SilenceSeconds));
        return await EndpointEmbedder.ConnectAsync(client, name, endpoint, options.Value, cancellationToken).ConfigureAwait(false);
    }

    public Task<IReranker> LoadRerankerAsync(RunnableModel model, CancellationToken cancellationToken) =>
        throw new ModelUnavailableException("An OpenAI-compatible endpoint has no rerankers; name a model file in Models:Reranker.");

    public IReadOnlyList<string> Describe() => options.Value.BaseAddress.Length == 0 && options.Value.EmbeddingAddress.Length == 0
        ? ["no endpoint (OpenAI:BaseAddress is empty)"]
        : [.. new[] { ("chat", options.Value.BaseAddress), ("embeddings", options.Value.EmbeddingAddress) }
            .Where(address => address.Item2.Length > 0).Select(address => $"{address.Item1} at {WithoutUser(address.Item2)}")];

    private Endpoint At(string address) => address.Length > 0
        ? new Endpoint(address, options.Value)
        : throw new ModelUnavailableException("No endpoint is set; set OpenAI:BaseAddress, like http://localhost:8080/v1.");

    private static string WithoutUser(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) ? uri.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped) : "a bad address";
}
