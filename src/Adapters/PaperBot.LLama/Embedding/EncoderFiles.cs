using LLama;
using LLama.Common;
using LLama.Exceptions;
using LLama.Native;
using Microsoft.Extensions.Logging;
using PaperBot.LLama.Chat;
using PaperBot.LLama.Devices;
using PaperBot.Models;
using PaperBot.Models.Gguf;

namespace PaperBot.LLama.Embedding;

/// <summary>Loads encoders: models that read a text at once and make numbers of it.</summary>
internal sealed partial class EncoderFiles(LLamaOptions options, ForegroundWork foreground, ILoggerFactory loggers, TimeProvider clock)
{
    // Attention costs the square of a batch, and whoever waits waits for a batch: small ones are better, while they fill the cores.
    private const int SmallestBatch = 512;

    private readonly ILogger _logger = loggers.CreateLogger<EncoderFiles>();

    public LLamaOptions Options => options;

    /// <summary>Loads a model and makes something of it, which owns its weights from then on. What a graphics processor cannot do the processor does.</summary>
    /// <exception cref="ModelUnavailableException">It cannot be loaded; the message says why and what to do.</exception>
    public async Task<T> LoadAsync<T>(RunnableModel model, Func<EncoderModel, Task<T>> open, CancellationToken cancellationToken)
    {
        var header = ReadHeader(model);
        var layers = ModelPlacement.Layers(model.Path!, options);
        if (layers > 0)
        {
            try
            {
                return await OpenAsync(model, header, layers, open, cancellationToken).ConfigureAwait(false);
            }
            catch (ModelUnavailableException error) when (error.InnerException is not null)
            {
                GraphicsFailed(_logger, model.Name, layers, error.InnerException.Message);
            }
        }
        return await OpenAsync(model, header, 0, open, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Starts to compute. Batch, micro-batch and context are alike, because an encoder reads a batch at once.</summary>
    /// <param name="longest">Tokens of the longest text.</param>
    /// <param name="width">Numbers that come out for a text.</param>
    public Task<EncoderLoop> StartAsync(EncoderModel model, LLamaPoolingType pooling, int longest, int width)
    {
        var threads = options.EmbeddingThreads > 0 ? options.EmbeddingThreads : options.Threads > 0 ? options.Threads : ProcessorCores.Count;
        var batch = (uint)Math.Max(longest, SmallestBatch);
        var parameters = new ModelParams(model.Model.Path!)
        {
            Embeddings = true,
            PoolingType = pooling,
            NoKqvOffload = model.Layers == 0,
            OpOffload = model.Layers > 0,
            ContextSize = batch,
            BatchSize = batch,
            UBatchSize = batch,
            SeqMax = EncoderSettings.MostTexts,
            Threads = threads,
            BatchThreads = threads,
        };
        var settings = new EncoderSettings { Model = model.Name, Width = width, BatchTokens = (int)batch };
        return EncoderLoop.StartAsync(model.Weights, parameters, settings, foreground, clock, loggers.CreateLogger<EncoderLoop>());
    }

    private static async Task<T> OpenAsync<T>(RunnableModel model, GgufHeader header, int layers, Func<EncoderModel, Task<T>> open, CancellationToken cancellationToken)
    {
        var weights = await LoadWeightsAsync(model, layers, cancellationToken).ConfigureAwait(false);
        try
        {
            return weights.NativeHandle is { HasEncoder: true, HasDecoder: true } or { IsDiffusion: true } || weights.Vocab.Type == LLamaVocabType.None
                ? throw new ModelUnavailableException($"{model.Name} is neither an embedder nor a reranker. Choose another model.")
                : await open(new EncoderModel(model, header, weights, layers)).ConfigureAwait(false);
        }
        catch (Exception error)
        {
            weights.Dispose();
            if (error is InvalidOperationException or RuntimeError)
                throw new ModelUnavailableException($"{model.Name} cannot be run: {error.Message} Close other programs, or choose a smaller model.", error);
            throw;
        }
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

    private static async Task<LLamaWeights> LoadWeightsAsync(RunnableModel model, int layers, CancellationToken cancellationToken)
    {
        try
        {
            return await LLamaWeights.LoadFromFileAsync(new ModelParams(model.Path!) { GpuLayerCount = layers }, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (error is RuntimeError or IOException or UnauthorizedAccessException)
        {
            throw new ModelUnavailableException($"{model.Name} cannot be loaded from {model.Path}: it is damaged, of an unknown kind, or too large for this machine's memory. Get it anew, or choose another model.", error);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Model} could not be started with {Layers} layers on the graphics processor ({Reason}); it runs on the processor alone. Set LLama:GpuLayers to a smaller number, or to 0.")]
    private static partial void GraphicsFailed(ILogger logger, string model, int layers, string reason);
}
