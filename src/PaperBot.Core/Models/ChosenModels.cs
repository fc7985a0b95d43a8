using Microsoft.Extensions.Options;
using PaperBot.Models.Catalogue;
using PaperBot.Models.Files;

namespace PaperBot.Models;

/// <summary>The models that are to be used, one a kind; a kind without a model is done without.</summary>
public sealed class ChosenModels(IOptions<ModelOptions> options, ModelCatalogue catalogue, ModelFolder folder, ModelChoices choices, Fingerprints fingerprints)
{
    /// <summary>
    /// The model to use for <paramref name="kind"/>: what the configuration names, else what <c>paperbot models use</c> chose, else, for an embedder, one of
    /// the catalogue that is on this machine. Without one, the reason with what to do; no reason when none was asked for.
    /// </summary>
    public (RunnableModel? Model, string? Reason) Of(ModelKind kind)
    {
        if (Asked(kind) is { } name)
            return name == ModelNames.None ? (null, null) : Named(name, kind);
        var downloaded = kind == ModelKind.Embedder ? catalogue.All.LastOrDefault(model => model.Kind == kind && folder.Has(model)) : null;
        return downloaded is null ? (null, null) : OfFile(folder.PathOf(downloaded), kind, downloaded);
    }

    /// <summary>What the configuration or <c>paperbot models use</c> asks for; null when neither does.</summary>
    public string? Asked(ModelKind kind) => Configured(kind) is { Length: > 0 } name ? name : choices.Of(kind);

    /// <summary>Whether the configuration decides for <paramref name="kind"/>, so that no other choice counts.</summary>
    public bool IsConfigured(ModelKind kind) => Configured(kind).Length > 0;

    /// <summary>The model called <paramref name="name"/>: a name of the catalogue that is on this machine, the path of a GGUF file, or an endpoint.</summary>
    public (RunnableModel? Model, string? Reason) Named(string name, ModelKind kind)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (name == ModelNames.Endpoint)
            return (Endpoint(kind), null);
        if (catalogue.Find(name) is { } known)
            return OfCatalogue(known, kind);
        var path = FileCalled(name, kind);
        if (path is null)
            return (null, $"There is no model {name}. 'paperbot models list' shows the names; a file of your own is named by its path, which ends in .gguf.");
        return File.Exists(path) ? OfFile(path, kind, null) : (null, $"The model file {path} is missing. Put it back, or choose another with 'paperbot models use'.");
    }

    private string Configured(ModelKind kind) => kind switch
    {
        ModelKind.Chat => options.Value.Chat,
        ModelKind.Embedder => options.Value.Embedder,
        _ => options.Value.Reranker,
    };

    private static RunnableModel Endpoint(ModelKind kind) =>
        new() { Name = ModelNames.Endpoint, Kind = kind, Runtime = RunnableModel.EndpointRuntime, Fingerprint = ModelNames.Endpoint };

    private (RunnableModel? Model, string? Reason) OfCatalogue(CatalogueModel model, ModelKind kind)
    {
        if (model.Kind != kind)
            return (null, $"{model.Name} is {ModelNames.A(model.Kind)}, not {ModelNames.A(kind)}. 'paperbot models list' shows what each is.");
        return folder.Has(model)
            ? OfFile(folder.PathOf(model), kind, model)
            : (null, $"{model.Name} is not on this machine. Get it with 'paperbot models pull {model.Name}'.");
    }

    // A path, or what a file that was chosen or lies in the folder is called in footers.
    private string? FileCalled(string name, ModelKind kind)
    {
        if (ModelNames.IsPath(name))
            return File.Exists(name) ? Path.GetFullPath(name) : Path.GetFullPath(name, folder.Path);
        if (Asked(kind) is { } asked && asked != name && ModelNames.IsPath(asked) && ModelNames.OfFile(asked) == name)
            return FileCalled(asked, kind);
        return Directory.Exists(folder.Path) ? Directory.EnumerateFiles(folder.Path, "*.gguf").FirstOrDefault(path => ModelNames.OfFile(path) == name) : null;
    }

    private (RunnableModel? Model, string? Reason) OfFile(string path, ModelKind kind, CatalogueModel? known)
    {
        try
        {
            var fingerprint = fingerprints.Of(path);
            return (known?.At(path, fingerprint) ?? new RunnableModel
            {
                Name = ModelNames.OfFile(path),
                Kind = kind,
                Runtime = RunnableModel.FileRuntime,
                Path = path,
                Fingerprint = fingerprint,
            }, null);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return (null, $"The model file {path} cannot be read: {error.Message} Make it readable, or choose another with 'paperbot models use'.");
        }
    }
}
