using PaperBot.Models;
using PaperBot.Models.Catalogue;
using PaperBot.Models.FirstUse;

namespace PaperBot.Diagnostics.Doctor;

/// <summary>Which model of a kind is used, and if none, why and how to get one?</summary>
internal sealed class ModelCheck(ModelKind kind, ChosenModels chosen, ModelCatalogue catalogue, FirstUseModels firstUse, IEnumerable<IModelRuntime> runtimes) : IDoctorCheck
{
    public string Area => kind switch
    {
        ModelKind.Chat => "chat model",
        ModelKind.Embedder => "embedder model",
        _ => "reranker",
    };

    public Task<Finding> RunAsync(CancellationToken cancellationToken)
    {
        var (model, reason) = chosen.Of(kind);
        return Task.FromResult(model is not null ? Describe(model) : reason is not null ? new Finding(FindingLevel.Problem, "the chosen one cannot be used", reason) : Missing());
    }

    private Finding Describe(RunnableModel model)
    {
        var summary = model.Path is null ? $"{model.Name}, an endpoint" : $"{model.Name}, {model.Path}, {ByteText.Of(new FileInfo(model.Path).Length)}";
        return runtimes.Any(runtime => runtime.Name == model.Runtime)
            ? Finding.Ok(summary)
            : new Finding(FindingLevel.Problem, summary + "; nothing here can run it", $"It needs the adapter {model.Runtime}; 'adapters' above says why it is not loaded.");
    }

    private Finding Missing()
    {
        var without = kind switch
        {
            ModelKind.Chat => "none; answers are quoted, not written by a model",
            ModelKind.Embedder => "none; the built-in embedder ranks",
            _ => "none; papers stay in the order of the search",
        };
        var advice = chosen.Asked(kind) is not null ? "It was turned off; 'paperbot models use' turns one on."
            : !runtimes.Any() ? "No adapter that runs models is loaded; 'adapters' says which are left out."
            : Recommended() is { } name ? $"'paperbot models pull {name}' gets one; 'paperbot models list' shows more."
            : "'paperbot models use ./file.gguf' takes one of yours.";
        var problem = kind == ModelKind.Embedder && firstUse.LatestProblem is { } latest ? $" It was tried by itself: {latest}" : "";
        return new Finding(FindingLevel.Notice, without, advice + problem);
    }

    // Of what writes, one that any processor runs; of the others the lightest.
    private string? Recommended() =>
        ((kind == ModelKind.Chat ? catalogue.Recommended(kind, "small") : null) ?? catalogue.All.Where(model => model.Kind == kind).MinBy(model => model.Bytes))?.Name;
}
