using LLama;
using LLama.Common;
using LLama.Exceptions;
using Microsoft.Extensions.Logging;
using PaperBot.LLama.Inference;
using PaperBot.LLama.Templates;
using PaperBot.Models;
using PaperBot.Models.Gguf;

namespace PaperBot.LLama.Chat;

/// <summary>Loads chat models: weights, template, and the loop that computes. What a graphics processor cannot do the processor does.</summary>
internal sealed partial class ChatModelLoader(LLamaOptions options, ForegroundWork foreground, ILoggerFactory loggers, TimeProvider clock)
{
    private const string TemplateKey = "tokenizer.chat_template";

    private readonly ILogger _logger = loggers.CreateLogger<ChatModelLoader>();

    /// <exception cref="ModelUnavailableException">It cannot be loaded; the message says why and what to do.</exception>
    public async Task<LLamaChatClient> LoadAsync(RunnableModel model, CancellationToken cancellationToken)
    {
        var path = CheckedFile(model);
        var layers = ModelPlacement.Layers(path, options);
        if (layers > 0)
        {
            try
            {
                return await OpenAsync(model, path, layers, cancellationToken).ConfigureAwait(false);
            }
            catch (ModelUnavailableException error) when (error.InnerException is not null)
            {
                GraphicsFailed(_logger, model.Name, layers, error.InnerException.Message);
            }
        }
        return await OpenAsync(model, path, 0, cancellationToken).ConfigureAwait(false);
    }

    private async Task<LLamaChatClient> OpenAsync(RunnableModel model, string path, int layers, CancellationToken cancellationToken)
    {
        var parameters = ModelPlacement.Parameters(path, options, layers);
        var weights = await LoadWeightsAsync(model, parameters, cancellationToken).ConfigureAwait(false);
        try
        {
            var tokenizer = new PromptTokenizer(weights.NativeHandle);
            var template = Template(model, weights, tokenizer);
            var settings = Settings(parameters, Math.Min(model.Context ?? int.MaxValue, weights.ContextSize));
            var loop = await InferenceLoop.StartAsync(weights, parameters, settings, foreground, loggers.CreateLogger<InferenceLoop>(), clock).ConfigureAwait(false);
            Loaded(_logger, model.Name, layers, parameters.Threads ?? 0, loop.Limit);
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

    // Read by ourselves first: what is wrong with a damaged file then stands in the message, and nothing native sees it.
    private static string CheckedFile(RunnableModel model)
    {
        if (model.Path is not { } path || !File.Exists(path))
            throw new ModelUnavailableException($"The file of {model.Name} is missing: {model.Path}. Get it anew, or choose another model.");
        try
        {
            if (GgufReader.Read(path) is { Kind: not ModelKind.Chat } other)
                throw new ModelUnavailableException($"{model.Name} is no chat model ({other.Architecture}). Choose another model.");
            return path;
        }
        catch (Exception error) when (error is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            throw new ModelUnavailableException($"{error.Message} Get it anew, or choose another model.", error);
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
            throw new ModelUnavailableException($"{model.Name} cannot be loaded from {model.Path}: it is of an unknown kind, or too large for this machine's memory. Choose another model.", error);
        }
    }

    private static ChatTemplate Template(RunnableModel model, LLamaWeights weights, PromptTokenizer tokenizer)
    {
        if (!weights.NativeHandle.HasDecoder || weights.NativeHandle.HasEncoder || weights.NativeHandle.IsDiffusion)
            throw new ModelUnavailableException($"{model.Name} is no chat model. Choose another model.");
        var template = TemplateRecognition.Recognize(model.Template, weights.Metadata.GetValueOrDefault(TemplateKey), tokenizer.IsToken)
            ?? throw new ModelUnavailableException($"{model.Name} {(model.Template is null ? "holds no chat template that PaperBot knows" : $"is given the unknown chat template '{model.Template}'")}. Known are {TemplateRecognition.Names}; name one in the catalogue of models.");
        return template.NeededTokens.FirstOrDefault(token => !tokenizer.IsToken(token)) is { } missing
            ? throw new ModelUnavailableException($"{model.Name} cannot be used with the chat template {template.Family}: its vocabulary has no {missing}. Name another template in the catalogue of models.")
            : template;
    }

    private LoopSettings Settings(ModelParams parameters, int trained) => new()
    {
        MaxConcurrent = options.MaxConcurrent,
        MaxWaiting = options.MaxWaiting,
        KeptPrefixes = options.KeptPrefixes,
        PromptSlice = (int)parameters.BatchSize - options.MaxConcurrent,
        TrainedTokens = trained,
        Drain = TimeSpan.FromSeconds(options.DrainSeconds),
    };

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Model} could not be started with {Layers} layers on the graphics processor ({Reason}); it runs on the processor alone. Set LLama:GpuLayers to a smaller number, or to 0.")]
    private static partial void GraphicsFailed(ILogger logger, string model, int layers, string reason);

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Model} is loaded: {Layers} layers on graphics processors, {Threads} threads, {Limit} tokens a request")]
    private static partial void Loaded(ILogger logger, string model, int layers, int threads, int limit);
}
