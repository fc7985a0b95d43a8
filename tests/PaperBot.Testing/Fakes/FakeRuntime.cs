using Microsoft.Extensions.AI;
using PaperBot.Models;

namespace PaperBot.Testing.Fakes;

/// <summary>A runtime that "loads" what a test gives it, whatever the model's name.</summary>
public sealed class FakeRuntime(Func<RunnableModel, IChatClient>? chat = null, Func<RunnableModel, IEmbeddingGenerator<string, Embedding<float>>>? embedder = null, string name = "llama", Func<RunnableModel, IReranker>? reranker = null) : IModelRuntime
{
    public string Name => name;

    public Task<IChatClient> LoadChatAsync(RunnableModel model, CancellationToken cancellationToken) =>
        Task.FromResult(chat?.Invoke(model) ?? throw new ModelUnavailableException($"{model.Name} cannot be loaded."));

    public Task<IEmbeddingGenerator<string, Embedding<float>>> LoadEmbedderAsync(RunnableModel model, CancellationToken cancellationToken) =>
        Task.FromResult(embedder?.Invoke(model) ?? throw new ModelUnavailableException($"{model.Name} cannot be loaded."));

    public Task<IReranker> LoadRerankerAsync(RunnableModel model, CancellationToken cancellationToken) =>
        Task.FromResult(reranker?.Invoke(model) ?? throw new ModelUnavailableException($"{model.Name} cannot be loaded."));

    public IReadOnlyList<string> Describe() => ["fake"];
}
