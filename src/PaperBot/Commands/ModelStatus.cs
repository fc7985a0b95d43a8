using PaperBot.Models;

namespace PaperBot.Commands;

/// <summary>The models in use, for <c>status</c>.</summary>
internal static class ModelStatus
{
    private static readonly (ModelKind Kind, string Does)[] Kinds = [(ModelKind.Chat, "Writes"), (ModelKind.Embedder, "Embeds"), (ModelKind.Reranker, "Reranks")];

    /// <summary>Who writes answers when nobody asks for another engine.</summary>
    public static string Engine(VerbContext context) =>
        context.Get<ChosenModels>().Of(ModelKind.Chat).Model is { } chat && context.Get<IEnumerable<IModelRuntime>>().Any(runtime => runtime.Name == chat.Runtime) ? chat.Name : ChatEngines.Extractive;

    /// <summary>Under <c>models</c> in JSON: name, file and size by kind, and why a chosen one is missing.</summary>
    public static IReadOnlyDictionary<string, object> Json(VerbContext context) => Kinds.ToDictionary(kind => kind.Kind.ToString().ToLowerInvariant(), object (kind) =>
    {
        var (model, reason) = context.Get<ChosenModels>().Of(kind.Kind);
        return new { model?.Name, file = model?.Path, bytes = BytesOf(model), model?.Runtime, reason };
    });

    /// <summary>A line a kind.</summary>
    public static IEnumerable<(string Name, string Value)> Rows(VerbContext context)
    {
        foreach (var (kind, does) in Kinds)
        {
            var (model, reason) = context.Get<ChosenModels>().Of(kind);
            yield return (does, model is null ? reason ?? "no model" : model.Path is null ? $"{model.Name} (endpoint)" : $"{model.Name}, {model.Path}, {ByteText.Of(BytesOf(model)!.Value)}");
        }
    }

    private static long? BytesOf(RunnableModel? model) => model?.Path is { } path && new FileInfo(path) is { Exists: true } file ? file.Length : null;
}
