using System.Collections.Concurrent;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;

namespace PaperBot.Models;

/// <summary>Chooses who writes (<c>--engine</c>) and keeps each chat model loaded from its first use to the end of the process.</summary>
public sealed class ChatEngines(ChosenModels chosen, IEnumerable<IModelRuntime> runtimes, IOptions<ModelOptions> options, TimeProvider clock) : IAsyncDisposable
{
    /// <summary>The chosen model when it is loaded, else the extractive engine.</summary>
    public const string Auto = "auto";

    /// <summary>Never a model.</summary>
    public const string Extractive = "extractive";

    private readonly ConcurrentDictionary<string, Lazy<Task<ChatEngine>>> _loaded = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _closing = new();

    /// <summary>The engine for <paramref name="requested"/>: <c>auto</c>, <c>extractive</c> or a model's name. Waits for a model to be loaded, but not for ever.</summary>
    public async Task<EngineChoice> ChooseAsync(string requested, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(requested);
        if (requested == Extractive)
            return new EngineChoice(null, null);
        var (model, reason) = requested == Auto ? chosen.Of(ModelKind.Chat) : chosen.Named(requested, ModelKind.Chat);
        if (model is null)
            return new EngineChoice(null, reason);
        try
        {
            var loading = _loaded.GetOrAdd(model.Name, _ => new(() => LoadAsync(model, _closing.Token))).Value;
            return new EngineChoice(await loading.WaitAsync(TimeSpan.FromSeconds(options.Value.LoadSeconds), clock, cancellationToken).ConfigureAwait(false), null);
        }
        catch (TimeoutException)
        {
            return new EngineChoice(null, $"{model.Name} is still being loaded.");
        }
        catch (ModelUnavailableException error)
        {
            _loaded.TryRemove(model.Name, out _); // Tried again at the next question: the cause may be gone.
            return new EngineChoice(null, error.Message);
        }
    }

    /// <summary>Forgets a loaded model that broke; the next question loads it anew.</summary>
    public async Task DropAsync(ChatEngine engine)
    {
        ArgumentNullException.ThrowIfNull(engine);
        foreach (var (key, loading) in _loaded)
        {
            if (loading.IsValueCreated && loading.Value.IsCompletedSuccessfully && await loading.Value.ConfigureAwait(false) == engine && _loaded.TryRemove(KeyValuePair.Create(key, loading)))
                await CloseAsync(engine).ConfigureAwait(false);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync().ConfigureAwait(false);
        foreach (var loading in _loaded.Values)
        {
            try
            {
                await CloseAsync(await loading.Value.ConfigureAwait(false)).ConfigureAwait(false);
            }
            catch (Exception error) when (error is ModelUnavailableException or OperationCanceledException)
            {
                // It was never loaded.
            }
        }
        _loaded.Clear();
        _closing.Dispose();
    }

    private async Task<ChatEngine> LoadAsync(RunnableModel model, CancellationToken cancellationToken)
    {
        var runtime = runtimes.FirstOrDefault(candidate => candidate.Name == model.Runtime)
            ?? throw new ModelUnavailableException($"{model.Name} needs the adapter {model.Runtime}, which is not loaded; 'paperbot doctor' says why.");
        var client = await runtime.LoadChatAsync(model, cancellationToken).ConfigureAwait(false);
        // An endpoint knows the name of its model, which the choice of the endpoint does not tell.
        var named = client.GetService(typeof(ChatClientMetadata)) as ChatClientMetadata;
        return new ChatEngine(model.Path is null ? named?.DefaultModelId ?? model.Name : model.Name, client, model.Context);
    }

    private static async Task CloseAsync(ChatEngine engine)
    {
        if (engine.Client is IAsyncDisposable client)
            await client.DisposeAsync().ConfigureAwait(false);
        else
            engine.Client.Dispose();
    }
}
