using LLama.Exceptions;
using LLama.Native;
using Microsoft.Extensions.Logging;
using PaperBot.Models;

namespace PaperBot.LLama.Embedding;

/// <summary>Loads an embedder: its weights, its vocabulary, and the loop that computes.</summary>
internal static class EmbedderLoader
{
    /// <exception cref="ModelUnavailableException">It cannot be loaded; the message says why and what to do.</exception>
    public static async Task<BatchEmbedder> LoadAsync(
        RunnableModel model, LLamaOptions options, ForegroundWork foreground, ILoggerFactory loggers, TimeProvider clock, CancellationToken cancellationToken)
    {
        var weights = await EncoderFiles.LoadAsync(model, options, cancellationToken).ConfigureAwait(false);
        try
        {
            var (dimensions, cut) = (EncoderFiles.DimensionsOf(weights), Math.Min(weights.ContextSize, model.Context ?? options.EmbeddingTokens));
            var parameters = EncoderFiles.Parameters(model, options, cut, PoolingOf(model));
            var settings = new EncoderSettings { Model = model.Name, Width = dimensions, BatchTokens = (int)parameters.BatchSize };
            var tokenizer = new TextTokenizer(weights.NativeHandle);
            var loop = await EncoderLoop.StartAsync(weights, parameters, settings, foreground, clock, loggers.CreateLogger<EncoderLoop>()).ConfigureAwait(false);
            return new BatchEmbedder(model, Checked(model, loop), tokenizer, dimensions, cut);
        }
        catch (Exception error)
        {
            weights.Dispose();
            if (error is InvalidOperationException or RuntimeError)
                throw new ModelUnavailableException($"{model.Name} cannot be run: {error.Message} Choose a smaller model.", error);
            throw;
        }
    }

    private static EncoderLoop Checked(RunnableModel model, EncoderLoop loop)
    {
        if (loop.Pooling is LLamaPoolingType.Mean or LLamaPoolingType.CLS or LLamaPoolingType.Last)
            return loop;
        loop.Dispose();
        throw new ModelUnavailableException(loop.Pooling == LLamaPoolingType.Rank
            ? $"{model.Name} is a reranker, not an embedder. Choose an embedder, or use it as the reranker."
            : $"{model.Name} is no embedder: its file names no pooling. Choose an embedder, or name its pooling in the catalogue of models.");
    }

    private static LLamaPoolingType PoolingOf(RunnableModel model) => model.Pooling switch
    {
        Pooling.Mean => LLamaPoolingType.Mean,
        Pooling.Cls => LLamaPoolingType.CLS,
        Pooling.Last => LLamaPoolingType.Last,
        _ => LLamaPoolingType.Unspecified,
    };
}
