using System.Security.Cryptography;
using Microsoft.Extensions.Options;

namespace PaperBot.Models;

/// <summary>The models that are to be used, one a kind; a kind without a model is done without.</summary>
public sealed class ChosenModels(IOptions<ModelOptions> options)
{
    private const string GgufExtension = ".gguf";
    private const string FileRuntime = "llama";

    /// <summary>The model to use for <paramref name="kind"/>. Without one, the reason with what to do; no reason when none was asked for.</summary>
    public (RunnableModel? Model, string? Reason) Of(ModelKind kind)
    {
        var name = kind switch
        {
            ModelKind.Chat => options.Value.Chat,
            ModelKind.Embedder => options.Value.Embedder,
            _ => options.Value.Reranker,
        };
        return name.Length == 0 ? (null, null) : Named(name, kind);
    }

    /// <summary>The model called <paramref name="name"/>: a name of the catalogue that is on this machine, or the path of a GGUF file.</summary>
    public (RunnableModel? Model, string? Reason) Named(string name, ModelKind kind)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (!name.EndsWith(GgufExtension, StringComparison.OrdinalIgnoreCase))
            return (null, $"There is no model {name} on this machine.");
        var path = File.Exists(name) ? Path.GetFullPath(name) : Path.GetFullPath(name, options.Value.Directory);
        if (!File.Exists(path))
            return (null, $"The model file {path} is missing.");
        using var file = File.OpenRead(path);
        return (new RunnableModel
        {
            Name = Path.GetFileNameWithoutExtension(path).ToLowerInvariant(),
            Kind = kind,
            Runtime = FileRuntime,
            Path = path,
            Fingerprint = Convert.ToHexStringLower(SHA256.HashData(file)),
        }, null);
    }
}
