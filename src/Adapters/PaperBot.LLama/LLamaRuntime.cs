using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PaperBot.LLama.Chat;
using PaperBot.LLama.Devices;
using PaperBot.LLama.Embedding;
using PaperBot.LLama.Reranking;
using PaperBot.Models;

namespace PaperBot.LLama;

/// <summary>Loads GGUF files of this machine.</summary>
internal sealed class LLamaRuntime(IOptions<LLamaOptions> options, ILoggerFactory loggers, TimeProvider clock) : IModelRuntime
{
    internal const string RuntimeName = "llama";

    private readonly ForegroundWork _foreground = new();

    public string Name => RuntimeName;

    private EncoderFiles EncoderFiles => new(options.Value, _foreground, loggers, clock);

    public async Task<IChatClient> LoadChatAsync(RunnableModel model, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(model);
        LLamaNatives.Prepare(loggers);
        return await new ChatModelLoader(options.Value, _foreground, loggers, clock).LoadAsync(model, cancellationToken).ConfigureAwait(false);
    }

    public async Task<IEmbeddingGenerator<string, Embedding<float>>> LoadEmbedderAsync(RunnableModel model, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(model);
        LLamaNatives.Prepare(loggers);
        return await EmbedderLoader.LoadAsync(model, EncoderFiles, cancellationToken).ConfigureAwait(false);
    }

    public async Task<IReranker> LoadRerankerAsync(RunnableModel model, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(model);
        LLamaNatives.Prepare(loggers);
        return await RerankerLoader.LoadAsync(model, EncoderFiles, cancellationToken).ConfigureAwait(false);
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
