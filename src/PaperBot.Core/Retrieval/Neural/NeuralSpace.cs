using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using PaperBot.Library;
using PaperBot.Models;

namespace PaperBot.Retrieval.Neural;

/// <summary>
/// The vector space of the chosen neural embedder: its stored vectors, and whether the index can be in it. It can as soon as every paper of the
/// library has vectors, and stays so while most have; until then, and when the model cannot be used, the built-in space serves.
/// </summary>
public sealed partial class NeuralSpace(NeuralEmbedder embedder, PaperLibrary library, ILogger<NeuralSpace>? logger = null) : IDisposable
{
    /// <summary>With a larger share of the library without vectors the index goes back to the built-in space, which knows every paper.</summary>
    private const double MostMissing = 0.25;

    /// <summary>Changes of the library that are looked at within tens of milliseconds.</summary>
    private const int FewChanges = 5000;

    private const string FilePrefix = "vectors-";
    private const string FileExtension = ".db";

    private readonly ILogger _logger = logger ?? NullLogger<NeuralSpace>.Instance;
    private readonly Lock _opening = new();
    private VectorStore? _store;
    private string? _loadedSpace;

    /// <summary>How the model is called; null without one.</summary>
    public string? ModelName => embedder.Name;

    /// <summary>Why the chosen model cannot be used, with what to do; null when nothing is amiss, also when none is chosen.</summary>
    public string? Problem => embedder.Problem;

    /// <summary>A model is chosen and nothing is known to be amiss with it.</summary>
    public bool IsUsable => embedder.IsUsable;

    /// <summary>Name of the space; null until the model was loaded for the first time.</summary>
    public string? Name => Store?.Space;

    /// <summary>Papers with vectors.</summary>
    public int Embedded => Store?.Count ?? 0;

    /// <summary>Papers to be embedded; an upper bound while the library has changed since it was last looked at.</summary>
    public int Missing => !IsUsable ? 0 : Store is { } store ? store.Missing + (store.Revision is var known && known <= library.Revision() ? library.CountChangedAfter(known) : 0) : library.CountChangedAfter(0);

    /// <summary>Papers embedded a second, as last measured; null before.</summary>
    public double? Rate => Store?.Rate;

    /// <summary>The stored vectors; null when there are none yet, no model can be used, or the file is broken.</summary>
    internal VectorStore? Store
    {
        get
        {
            if (!IsUsable)
                return null;
            lock (_opening)
                return _store ??= Open();
        }
    }

    private string Folder => Path.Combine(library.Folder, "index");

    /// <summary>Finds out which papers lack vectors now, unless that would take long.</summary>
    internal void Follow(CancellationToken cancellationToken)
    {
        if (Store is { } store && library.CountChangedAfter(store.Revision) is > 0 and <= FewChanges)
            store.Follow(library, all: false, cancellationToken);
    }

    /// <summary>Begins to load the model when questions will need it.</summary>
    /// <param name="indexSpace">The space that the index is in.</param>
    public void Begin(string? indexSpace)
    {
        if (indexSpace is not null && indexSpace == Name)
            embedder.Begin();
    }

    /// <summary>True when the index is to be in this space.</summary>
    /// <param name="indexSpace">The space that it is in.</param>
    internal bool Serves(string? indexSpace)
    {
        if (Store is not { } store)
            return false;
        var revision = library.Revision();
        if (store.Revision != revision)
            return indexSpace == store.Space; // What changed is looked at first.
        var missing = store.Missing;
        return revision > 0 && (indexSpace == store.Space ? missing <= MostMissing * (missing + store.Count) : missing == 0);
    }

    /// <summary>What ranking needs for an index in this space; null when it is in another one.</summary>
    /// <exception cref="ModelUnavailableException">The model cannot be loaded, or turned out to be of another space.</exception>
    internal async Task<NeuralVectors?> ForIndexAsync(string? indexSpace, CancellationToken cancellationToken)
    {
        if (indexSpace is null || indexSpace != Name)
            return null;
        var generator = await LoadAsync(cancellationToken).ConfigureAwait(false);
        return Store is { } store && store.Space == indexSpace
            ? new NeuralVectors(generator, store)
            : throw new ModelUnavailableException($"{ModelName} has other vectors now than those that are stored; 'paperbot reindex' embeds the library again.");
    }

    /// <summary>The embedder with the store of its space, made where it is absent.</summary>
    /// <exception cref="ModelUnavailableException">The model cannot be loaded.</exception>
    internal async Task<NeuralVectors> OpenAsync(CancellationToken cancellationToken)
    {
        var generator = await LoadAsync(cancellationToken).ConfigureAwait(false);
        lock (_opening)
        {
            Directory.CreateDirectory(Folder);
            _store ??= VectorStore.Create(Path.Combine(Folder, FileName(_loadedSpace!)), _loadedSpace!, embedder.Key!);
            return new NeuralVectors(generator, _store);
        }
    }

    // What a model at an endpoint is, only the loaded model knows.
    private async Task<IEmbeddingGenerator<string, Embedding<float>>> LoadAsync(CancellationToken cancellationToken)
    {
        var generator = await embedder.LoadAsync(cancellationToken).ConfigureAwait(false);
        lock (_opening)
        {
            _loadedSpace = SpaceOf(generator);
            if (_store is not null && _store.Space != _loadedSpace)
            {
                _store.Dispose();
                _store = null;
            }
        }
        return generator;
    }

    /// <summary>Deletes the vectors of every other space.</summary>
    internal void DeleteOthers()
    {
        if (Store is not { } store)
            return;
        foreach (var path in Files().Where(path => path != store.Path))
        {
            try
            {
                VectorDatabase.Delete(path);
                LogDeleted(path);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                LogKept(path, error);
            }
        }
    }

    /// <summary>The name of an embedder's space.</summary>
    internal static string SpaceOf(IEmbeddingGenerator<string, Embedding<float>> generator) =>
        (generator.GetService(typeof(EmbeddingGeneratorMetadata)) as EmbeddingGeneratorMetadata)?.DefaultModelId ?? "unnamed";

    /// <summary>File of a space: what can be read of its name, and a hash that tells it from all others.</summary>
    internal static string FileName(string space)
    {
        var readable = string.Concat(space.ToLowerInvariant().Where(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-').Take(32));
        return $"{FilePrefix}{readable}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(space)))[..12]}{FileExtension}";
    }

    public void Dispose() => _store?.Dispose();

    private VectorStore? Open()
    {
        foreach (var path in Files())
        {
            try
            {
                if (VectorStore.Find(path, embedder.Key) is not { } found)
                    continue;
                if (_loadedSpace is null || found.Space == _loadedSpace)
                    return found;
                found.Dispose();
            }
            catch (IOException error)
            {
                LogBroken(error);
            }
        }
        return null;
    }

    private string[] Files() => Directory.Exists(Folder) ? Directory.GetFiles(Folder, FilePrefix + "*" + FileExtension) : [];

    [LoggerMessage(Level = LogLevel.Warning, Message = "A file of vectors cannot be used; the built-in embedder serves until the library is embedded again")]
    private partial void LogBroken(Exception error);

    [LoggerMessage(Level = LogLevel.Information, Message = "Deleted {File}: vectors of a space that is no longer used")]
    private partial void LogDeleted(string file);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{File} is no longer used but cannot be deleted")]
    private partial void LogKept(string file, Exception error);
}
