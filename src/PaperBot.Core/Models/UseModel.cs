using PaperBot.Models.Catalogue;
using PaperBot.Models.Files;
using PaperBot.Models.Gguf;

namespace PaperBot.Models;

/// <summary>What is used from now on.</summary>
/// <param name="Model">Null for none.</param>
/// <param name="Header">Of a file that no catalogue knows.</param>
/// <param name="IsOverridden">The configuration names another model for this kind, which counts more.</param>
internal sealed record UsedModel(ModelKind Kind, RunnableModel? Model, GgufHeader? Header, bool IsOverridden);

/// <summary>Chooses the model of a kind: one of the catalogue, a file, an endpoint, or none.</summary>
internal sealed class UseModel(ModelCatalogue catalogue, ModelFolder folder, ModelChoices choices, ChosenModels chosen)
{
    /// <param name="kind">Null tells it from the model; needed for none.</param>
    /// <returns>Null when there is no such model.</returns>
    /// <exception cref="ModelUnavailableException">There is, and it cannot be used so; the message says why and what to do.</exception>
    public UsedModel? Run(string what, ModelKind? kind)
    {
        if (what == ModelNames.None)
            return Choose(kind ?? throw new ModelUnavailableException("Say which kind is to have no model: --kind chat, --kind embedder or --kind reranker."), what, null);
        if (what == ModelNames.Endpoint)
            return Choose(kind ?? ModelKind.Chat, what, null);
        if (catalogue.Find(what) is { } known)
            return Choose(kind ?? known.Kind, what, null);
        var path = File.Exists(what) ? Path.GetFullPath(what) : folder.Files(catalogue).FirstOrDefault(file => file.Name == what).Path;
        if (path is null)
            return null;
        var header = Read(path);
        return Choose(kind ?? header.Kind, path, header);
    }

    /// <summary>Chooses a downloaded model if nothing was chosen for its kind so far; true when it did.</summary>
    /// <exception cref="ModelUnavailableException">The choice cannot be kept.</exception>
    public bool UnlessChosen(CatalogueModel model)
    {
        if (chosen.Asked(model.Kind) is not null)
            return false;
        choices.Set(model.Kind, model.Name);
        return true;
    }

    private UsedModel Choose(ModelKind kind, string name, GgufHeader? header)
    {
        if (header is not null && header.Kind != kind)
            throw new ModelUnavailableException($"{name} is {ModelNames.A(header.Kind)} ({header.Architecture}), not {ModelNames.A(kind)}.");
        RunnableModel? model = null;
        if (name != ModelNames.None)
        {
            (model, var reason) = chosen.Named(name, kind);
            if (model is null)
                throw new ModelUnavailableException(reason ?? $"{name} cannot be used.");
        }
        choices.Set(kind, name);
        return new UsedModel(kind, model, header, chosen.IsConfigured(kind));
    }

    private static GgufHeader Read(string path)
    {
        try
        {
            return GgufReader.Read(path);
        }
        catch (InvalidDataException error)
        {
            throw new ModelUnavailableException(error.Message + " Download it again, or choose another.", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ModelUnavailableException($"{path} cannot be read: {error.Message}", error);
        }
    }
}
