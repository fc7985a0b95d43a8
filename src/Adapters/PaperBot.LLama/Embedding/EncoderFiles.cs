using System.Globalization;
using LLama;
using LLama.Common;
using LLama.Exceptions;
using LLama.Native;
using PaperBot.LLama.Devices;
using PaperBot.Models;

namespace PaperBot.LLama.Embedding;

/// <summary>Loads the weights of encoders: models that make numbers of a text at once.</summary>
internal static class EncoderFiles
{
    private const int SmallestBatch = 512;

    /// <exception cref="ModelUnavailableException">It cannot be loaded; the message says why and what to do.</exception>
    public static async Task<LLamaWeights> LoadAsync(RunnableModel model, LLamaOptions options, CancellationToken cancellationToken)
    {
        if (model.Path is not { } path || !File.Exists(path))
            throw new ModelUnavailableException($"The file of {model.Name} is missing: {model.Path}.");
        LLamaWeights weights;
        try
        {
            weights = await LLamaWeights.LoadFromFileAsync(new ModelParams(path) { GpuLayerCount = GpuLayers(options) }, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (error is RuntimeError or IOException or UnauthorizedAccessException)
        {
            throw new ModelUnavailableException($"{model.Name} cannot be loaded from {path}: it is damaged, of an unknown kind, or too large for this machine's memory. Get it anew, or choose another model.", error);
        }
        if (weights.NativeHandle is not ({ HasEncoder: true, HasDecoder: true } or { IsDiffusion: true }))
            return weights;
        weights.Dispose();
        throw new ModelUnavailableException($"{model.Name} makes texts of texts; it is neither an embedder nor a reranker.");
    }

    /// <summary>What a batch of texts of up to <paramref name="longest"/> tokens needs: batch, micro-batch and context alike, because an encoder reads a batch at once.</summary>
    public static ModelParams Parameters(RunnableModel model, LLamaOptions options, int longest, LLamaPoolingType pooling)
    {
        var threads = options.EmbeddingThreads > 0 ? options.EmbeddingThreads : options.Threads > 0 ? options.Threads : ProcessorCores.Count;
        var batch = (uint)Math.Max(longest, SmallestBatch);
        return new ModelParams(model.Path!)
        {
            Embeddings = true,
            PoolingType = pooling,
            ContextSize = batch,
            BatchSize = batch,
            UBatchSize = batch,
            SeqMax = EncoderSettings.MostTexts,
            Threads = threads,
            BatchThreads = threads,
        };
    }

    /// <summary>Numbers that an embedder gives for a text.</summary>
    public static int DimensionsOf(LLamaWeights weights) =>
        weights.Metadata.GetValueOrDefault($"{weights.Metadata.GetValueOrDefault("general.architecture")}.embedding_length_out") is { } length
            && int.TryParse(length, NumberStyles.None, CultureInfo.InvariantCulture, out var dimensions) && dimensions > 0
            ? dimensions
            : weights.EmbeddingSize;

    private static int GpuLayers(LLamaOptions options) => int.TryParse(options.GpuLayers, NumberStyles.None, CultureInfo.InvariantCulture, out var layers) ? layers : 0;
}
