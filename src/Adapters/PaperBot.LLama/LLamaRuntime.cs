using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PaperBot.LLama.Chat;
using PaperBot.LLama.Embedding;
using PaperBot.Models;

namespace PaperBot.LLama;

/// <summary>Loads GGUF files of this machine.</summary>
internal sealed class LLamaRuntime(IOptions<LLamaOptions> options, ILoggerFactory loggers, TimeProvider clock) : IModelRuntime
{
    internal const string RuntimeName = "llama";

    private readonly ForegroundWork _foreground = new();

    public string Name => RuntimeName;

    public async Task<IChatClient> LoadChatAsync(RunnableModel model, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(model);
        LLamaNatives.Prepare(loggers);
        return await ChatModelLoader.LoadAsync(model, options.Value, loggers, clock, cancellationToken).ConfigureAwait(false);
    }

    public async Task<IEmbeddingGenerator<string, Embedding<float>>> LoadEmbedderAsync(RunnableModel model, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(model);
        LLamaNatives.Prepare(loggers);
        return await EmbedderLoader.LoadAsync(model, options.Value, _foreground, loggers, clock, cancellationToken).ConfigureAwait(false);
    }

    public Task<IReranker> LoadRerankerAsync(RunnableModel model, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(model);
        throw new ModelUnavailableException($"{model.Name} cannot be run: this version has no rerankers.");
    }

    public IReadOnlyList<string> Describe() => [];
}
