using LLama;
using LLama.Common;
using LLama.Exceptions;
using LLama.Native;
using Microsoft.Extensions.Logging;
using PaperBot.LLama.Devices;
using PaperBot.LLama.Inference;
using PaperBot.LLama.Templates;
using PaperBot.Models;

namespace PaperBot.LLama.Chat;

/// <summary>Loads a chat model: its weights, its template, and the loop that computes.</summary>
internal static class ChatModelLoader
{
    private const string TemplateKey = "tokenizer.chat_template";

    /// <exception cref="ModelUnavailableException">It cannot be loaded; the message says why and what to do.</exception>
    public static async Task<LLamaChatClient> LoadAsync(
        RunnableModel model, LLamaOptions options, ForegroundWork foreground, ILoggerFactory loggers, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (model.Path is not { } path || !File.Exists(path))
            throw new ModelUnavailableException($"The file of {model.Name} is missing: {model.Path}.");
        var parameters = Parameters(path, options);
        var weights = await LoadWeightsAsync(model, parameters, cancellationToken).ConfigureAwait(false);
        try
        {
            var tokenizer = new PromptTokenizer(weights.NativeHandle);
            var template = Template(model, weights, tokenizer);
            var trained = Math.Min(model.Context ?? int.MaxValue, weights.ContextSize);
            var loop = await InferenceLoop.StartAsync(weights, parameters, Settings(options, parameters, trained), foreground, loggers.CreateLogger<InferenceLoop>(), clock).ConfigureAwait(false);
            return new LLamaChatClient(model.Name, weights, loop, template, tokenizer);
        }
        catch (Exception error)
        {
            weights.Dispose();
            if (error is InvalidOperationException or RuntimeError)
                throw new ModelUnavailableException($"{model.Name} cannot be run: {error.Message} Lower LLama:ContextTokens, or choose a smaller model.", error);
            throw;
        }
    }

    private static async Task<LLamaWeights> LoadWeightsAsync(RunnableModel model, ModelParams parameters, CancellationToken cancellationToken)
    {
        try
        {
            return await LLamaWeights.LoadFromFileAsync(parameters, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (error is RuntimeError or IOException or UnauthorizedAccessException)
        {
            throw new ModelUnavailableException($"{model.Name} cannot be loaded from {model.Path}: it is damaged, of an unknown kind, or too large for this machine's memory.", error);
        }
    }

    private static ChatTemplate Template(RunnableModel model, LLamaWeights weights, PromptTokenizer tokenizer)
    {
        if (!weights.NativeHandle.HasDecoder || weights.NativeHandle.HasEncoder || weights.NativeHandle.IsDiffusion)
            throw new ModelUnavailableException($"{model.Name} is no chat model.");
        var template = TemplateRecognition.Recognize(model.Template, weights.Metadata.GetValueOrDefault(TemplateKey), tokenizer.IsToken)
            ?? throw new ModelUnavailableException($"{model.Name} {(model.Template is null ? "holds no chat template that PaperBot knows" : $"is given the unknown chat template '{model.Template}'")}. Known are {TemplateRecognition.Names}; name one in the catalogue.");
        return template.NeededTokens.FirstOrDefault(token => !tokenizer.IsToken(token)) is { } missing
            ? throw new ModelUnavailableException($"{model.Name} cannot be used with the chat template {template.Family}: its vocabulary has no {missing}.")
            : template;
    }

    private static ModelParams Parameters(string path, LLamaOptions options)
    {
        var threads = options.Threads > 0 ? options.Threads : ProcessorCores.Count;
        var slice = options.PromptSlice > 0 ? options.PromptSlice : 128;
        var cache = options.CacheType switch { "q8_0" => GGMLType.GGML_TYPE_Q8_0, "f32" => GGMLType.GGML_TYPE_F32, _ => GGMLType.GGML_TYPE_F16 };
        var batch = (uint)(slice + options.MaxConcurrent);
        return new ModelParams(path)
        {
            GpuLayerCount = 0,
            ContextSize = (uint)options.ContextTokens,
            SeqMax = (uint)(options.MaxConcurrent + options.KeptPrefixes),
            Threads = threads,
            BatchThreads = threads,
            BatchSize = batch,
            UBatchSize = batch,
            FlashAttention = options.FlashAttention switch { "on" => true, "off" => false, _ => null },
            TypeK = cache,
            TypeV = cache,
        };
    }

    private static LoopSettings Settings(LLamaOptions options, ModelParams parameters, int trained) => new()
    {
        MaxConcurrent = options.MaxConcurrent,
        MaxWaiting = options.MaxWaiting,
        KeptPrefixes = options.KeptPrefixes,
        PromptSlice = (int)parameters.BatchSize - options.MaxConcurrent,
        TrainedTokens = trained,
        Drain = TimeSpan.FromSeconds(options.DrainSeconds),
    };
}
