using System.CommandLine;
using PaperBot.Models;
using PaperBot.Models.Catalogue;
using PaperBot.Models.Hub;

namespace PaperBot.Commands;

/// <summary><c>paperbot models pull</c></summary>
internal static class ModelsPullVerb
{
    public static Command Create()
    {
        var name = new Argument<string>("name") { Description = "A name that 'paperbot models list' shows." };
        var command = CommandLine.Verb(
            "pull",
            "Download a model and check it. Can be stopped and repeated: it goes on where it stopped. The first of its kind is used from then on.",
            "paperbot models pull qwen2.5-1.5b\nHF_TOKEN=hf_… paperbot models pull llama3.1-8b",
            async (context, cancellationToken) =>
            {
                var wanted = context.Parsed.GetValue(name)!;
                if (context.Get<ModelCatalogue>().Find(wanted) is not { } model)
                    return await ModelName.UnknownAsync(context, wanted);
                try
                {
                    var result = await PullDisplay.ShowAsync(context.Terminal, model, progress => context.Get<PullModel>().RunAsync(model, progress, cancellationToken));
                    Render(context, model, result, context.Get<UseModel>().UnlessChosen(model));
                    return ExitCode.Done;
                }
                catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
                {
                    await context.Terminal.Error.WriteLineAsync("paperbot: stopped. What came is kept; the same command goes on from there.");
                    return ExitCode.Cancelled;
                }
            },
            readsLibrary: false);
        command.Add(name);
        return command;
    }

    private static void Render(VerbContext context, CatalogueModel model, PullResult result, bool isUsedNow)
    {
        var chosen = context.Get<ChosenModels>().Of(model.Kind).Model;
        var inUse = chosen?.Path == result.Path;
        if (context.Terminal.IsJson)
        {
            context.Terminal.WriteJson(new { model.Name, model.Kind, file = result.Path, result.Bytes, result.Sha256, result.WasThere, inUse });
            return;
        }
        context.Terminal.WriteLine(result.WasThere ? $"{model.Name} is there already: {result.Path} ({ByteText.Of(result.Bytes)})." : $"{model.Name} is complete and checked: {result.Path} ({ByteText.Of(result.Bytes)}).");
        context.Terminal.WriteLine(isUsedNow ? $"It is {Used(model.Kind)} from now on; 'paperbot models use none --kind {model.Kind.ToString().ToLowerInvariant()}' turns it off."
            : inUse ? $"It is {Used(model.Kind)}."
            : $"In use is {chosen?.Name ?? "none"}; 'paperbot models use {model.Name}' changes to this one.");
    }

    private static string Used(ModelKind kind) => kind switch
    {
        ModelKind.Chat => "the model that writes answers",
        ModelKind.Embedder => "the embedder that searches by meaning",
        _ => "the reranker",
    };
}
