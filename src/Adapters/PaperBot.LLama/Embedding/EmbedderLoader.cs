using System.Globalization;
using LLama;
using LLama.Native;
using PaperBot.Models;

namespace PaperBot.LLama.Embedding;

/// <summary>Loads an embedder: its weights, its vocabulary, and the loop that computes.</summary>
internal static class EmbedderLoader
{
    /// <exception cref="ModelUnavailableException">It cannot be loaded; the message says why and what to do.</exception>
    public static Task<BatchEmbedder> LoadAsync(RunnableModel model, EncoderFiles files, CancellationToken cancellationToken) =>
        files.LoadAsync(model, loaded => OpenAsync(loaded, files), cancellationToken);

    private static async Task<BatchEmbedder> OpenAsync(EncoderModel model, EncoderFiles files)
    {
        if (model.Header.Kind == ModelKind.Reranker)
            throw new ModelUnavailableException($"{model.Name} is a reranker, not an embedder. Choose an embedder, or use it as the reranker.");
        var (dimensions, cut) = (DimensionsOf(model.Weights), Math.Min(model.Weights.ContextSize, model.Model.Context ?? files.Options.EmbeddingTokens));
        var tokenizer = new TextTokenizer(model.Weights.NativeHandle);
        var loop = await files.StartAsync(model, PoolingOf(model.Model), cut, dimensions).ConfigureAwait(false);
        if (loop.Pooling is LLamaPoolingType.Mean or LLamaPoolingType.CLS or LLamaPoolingType.Last)
            return new BatchEmbedder(model.Model, loop, tokenizer, dimensions, cut);
        loop.Dispose();
        throw new ModelUnavailableException($"{model.Name} is no embedder: its file names no pooling. Choose an embedder, or name its pooling in the catalogue of models.");
    }

    private static int DimensionsOf(LLamaWeights weights) =>
        weights.Metadata.GetValueOrDefault($"{weights.Metadata.GetValueOrDefault("general.architecture")}.embedding_length_out") is { } length
            && int.TryParse(length, NumberStyles.None, CultureInfo.InvariantCulture, out var dimensions) && dimensions > 0
            ? dimensions
            : weights.EmbeddingSize;

    private static LLamaPoolingType PoolingOf(RunnableModel model) => model.Pooling switch
    {
        Pooling.Mean => LLamaPoolingType.Mean,
        Pooling.Cls => LLamaPoolingType.CLS,
        Pooling.Last => LLamaPoolingType.Last,
        _ => LLamaPoolingType.Unspecified,
    };
}
