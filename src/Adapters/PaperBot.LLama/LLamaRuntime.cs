using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PaperBot.LLama.Chat;
using PaperBot.LLama.Devices;
using PaperBot.Models;

namespace PaperBot.LLama;

/// <summary>Loads GGUF files of this machine.</summary>
internal sealed class LLamaRuntime(IOptions<LLamaOptions> options, ILoggerFactory loggers, TimeProvider clock) : IModelRuntime
{
    internal const string RuntimeName = "llama";

    public string Name => RuntimeName;

    public async Task<IChatClient> LoadChatAsync(RunnableModel model, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(model);
        LLamaNatives.Prepare(loggers);
        return await new ChatModelLoader(options.Value, loggers, clock).LoadAsync(model, cancellationToken).ConfigureAwait(false);
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

    public IReadOnlyList<string> Describe()
    {
        try
        {
            LLamaNatives.Prepare(loggers);
            return RuntimeFacts.Of(options.Value);
        }
        catch (ModelUnavailableException error)
        {
            return [error.Message];
        }
    }
}
