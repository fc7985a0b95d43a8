using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PaperBot.Models;

namespace PaperBot.LLama;

/// <summary>Loads GGUF files of this machine.</summary>
internal sealed class LLamaRuntime(IOptions<LLamaOptions> options, ILoggerFactory loggers, TimeProvider clock) : IModelRuntime
{
    internal const string RuntimeName = "llama";

    public string Name => RuntimeName;

    public Task<IChatClient> LoadChatAsync(RunnableModel model, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(model);
        LLamaNatives.Prepare(loggers);
        _ = (options, clock);
        throw new ModelUnavailableException($"{model.Name} cannot be run yet.");
    }

    public Task<IEmbeddingGenerator<string, Embedding<float>>> LoadEmbedderAsync(RunnableModel model, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(model);
        throw new ModelUnavailableException($"{model.Name} cannot be run: this version embeds with the built-in embedder only.");
    }

    public Task<IReranker> LoadRerankerAsync(RunnableModel model, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(model);
        throw new ModelUnavailableException($"{model.Name} cannot be run: this version has no rerankers.");
    }

    public IReadOnlyList<string> Describe() => [];
}
