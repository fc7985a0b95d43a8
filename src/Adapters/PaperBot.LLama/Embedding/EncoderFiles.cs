using System.Globalization;
using LLama;
using LLama.Common;
using LLama.Exceptions;
using LLama.Native;
using Microsoft.Extensions.Logging;
using PaperBot.LLama.Devices;
using PaperBot.Models;
using PaperBot.Models.Gguf;

namespace PaperBot.LLama.Embedding;

/// <summary>Loads encoders: models that read a text at once and make numbers of it.</summary>
internal sealed class EncoderFiles(LLamaOptions options, ForegroundWork foreground, ILoggerFactory loggers, TimeProvider clock)
{
    // Attention costs the square of a batch, and whoever waits waits for a batch: small ones are better, while they fill the cores.
    private const int SmallestBatch = 512;

    public LLamaOptions Options => options;

    /// <summary>Loads the weights and makes something of them, which owns them from then on.</summary>
    /// <exception cref="ModelUnavailableException">It cannot be loaded; the message says why and what to do.</exception>
    public async Task<T> LoadAsync<T>(RunnableModel model, Func<LLamaWeights, GgufHeader, Task<T>> open, CancellationToken cancellationToken)
    {
        var header = ReadHeader(model);
        var weights = await LoadWeightsAsync(model, cancellationToken).ConfigureAwait(false);
        try
        {
            return weights.NativeHandle is { HasEncoder: true, HasDecoder: true } or { IsDiffusion: true } || weights.Vocab.Type == LLamaVocabType.None
                ? throw new ModelUnavailableException($"{model.Name} is neither an embedder nor a reranker. Choose another model.")
                : await open(weights, header).ConfigureAwait(false);
        }
        catch (Exception error)
        {
            weights.Dispose();
            if (error is InvalidOperationException or RuntimeError)
                throw new ModelUnavailableException($"{model.Name} cannot be run: {error.Message} Close other programs, or choose a smaller model.", error);
            throw;
        }
    }

    /// <summary>Starts to compute. Batch, micro-batch and context are alike, because an encoder reads a batch at once.</summary>
    /// <param name="longest">Tokens of the longest text.</param>
    /// <param name="width">Numbers that come out for a text.</param>
    public Task<EncoderLoop> StartAsync(RunnableModel model, LLamaWeights weights, LLamaPoolingType pooling, int longest, int width)
    {
        var threads = options.EmbeddingThreads > 0 ? options.EmbeddingThreads : options.Threads > 0 ? options.Threads : ProcessorCores.Count;
        var batch = (uint)Math.Max(longest, SmallestBatch);
        var parameters = new ModelParams(model.Path!)
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
        var settings = new EncoderSettings { Model = model.Name, Width = width, BatchTokens = (int)batch };
        return EncoderLoop.StartAsync(weights, parameters, settings, foreground, clock, loggers.CreateLogger<EncoderLoop>());
    }

    // Read by ourselves first: what is wrong with a damaged file then stands in the message, and nothing native sees it.
    private static GgufHeader ReadHeader(RunnableModel model)
    {
        if (model.Path is not { } path || !File.Exists(path))
            throw new ModelUnavailableException($"The file of {model.Name} is missing: {model.Path}. Get it anew, or choose another model.");
        try
        {
            return GgufReader.Read(path);
        }
        catch (Exception error) when (error is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            throw new ModelUnavailableException($"{error.Message} Get it anew, or choose another model.", error);
        }
    }

    private async Task<LLamaWeights> LoadWeightsAsync(RunnableModel model, CancellationToken cancellationToken)
    {
        var layers = int.TryParse(options.GpuLayers, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
        try
        {
            return await LLamaWeights.LoadFromFileAsync(new ModelParams(model.Path!) { GpuLayerCount = layers }, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (error is RuntimeError or IOException or UnauthorizedAccessException)
        {
            throw new ModelUnavailableException($"{model.Name} cannot be loaded from {model.Path}: it is damaged, of an unknown kind, or too large for this machine's memory. Get it anew, or choose another model.", error);
        }
    }
}
