using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.AI;
using PaperBot.Models;

namespace PaperBot.Retrieval.Neural;

/// <summary>The neural embedder that was chosen, loaded at its first use and kept to the end of the process.</summary>
public sealed class NeuralEmbedder : IAsyncDisposable
{
    private readonly Lazy<(RunnableModel? Model, IModelRuntime? Runtime, string? Problem)> _choice;
    private readonly CancellationTokenSource _closing = new();
    private readonly Lock _lock = new();
    private Task<IEmbeddingGenerator<string, Embedding<float>>>? _loading;
    private volatile string? _failure;

    public NeuralEmbedder(ChosenModels chosen, IEnumerable<IModelRuntime> runtimes) =>
        _choice = new(() =>
        {
            var (model, reason) = chosen.Of(ModelKind.Embedder);
            if (model is null)
                return (null, null, reason);
            var runtime = runtimes.FirstOrDefault(candidate => candidate.Name == model.Runtime);
            return (model, runtime, runtime is null ? $"{model.Name} needs the adapter {model.Runtime}, which is not loaded; 'paperbot doctor' says why." : null);
        });

    /// <summary>How the chosen model is called; null when none is chosen or its file is gone.</summary>
    public string? Name => _choice.Value.Model?.Name;

    /// <summary>Why the chosen model cannot be used, with what to do; null when nothing is amiss, also when none is chosen.</summary>
    public string? Problem => _failure ?? _choice.Value.Problem;

    /// <summary>True when a model is chosen and nothing is known to be amiss with it; nothing is loaded to find out.</summary>
    public bool IsUsable => _choice.Value is { Model: not null, Problem: null } && _failure is null;

    /// <summary>Tells vectors of this model from those of every other; null without a model.</summary>
    internal string? Key => _choice.Value.Model is not { } model ? null : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Join('\n', model.Runtime, model.Fingerprint, model.Pooling.ToString(), model.QueryPrefix, model.DocumentPrefix, model.Context?.ToString(System.Globalization.CultureInfo.InvariantCulture)))));

    /// <summary>Begins to load the model in the background, so that it is there sooner when it is needed.</summary>
    public void Begin()
    {
        if (IsUsable)
            _ = Loading();
    }

    /// <summary>The loaded model.</summary>
    /// <exception cref="ModelUnavailableException">None is chosen, or it cannot be loaded; it is not tried again in this process.</exception>
    public async Task<IEmbeddingGenerator<string, Embedding<float>>> LoadAsync(CancellationToken cancellationToken)
    {
        if (!IsUsable)
            throw new ModelUnavailableException(Problem ?? "No neural embedder is chosen.");
        try
        {
            return await Loading().WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (ModelUnavailableException error)
        {
            _failure = error.Message;
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync().ConfigureAwait(false);
        if (_loading is { } loading)
        {
            try
            {
                (await loading.ConfigureAwait(false)).Dispose();
            }
            catch (Exception error) when (error is ModelUnavailableException or OperationCanceledException)
            {
                // It was never loaded.
            }
        }
        _closing.Dispose();
    }

    private Task<IEmbeddingGenerator<string, Embedding<float>>> Loading()
    {
        lock (_lock)
            return _loading ??= Task.Run(() => _choice.Value.Runtime!.LoadEmbedderAsync(_choice.Value.Model!, _closing.Token));
    }
}
