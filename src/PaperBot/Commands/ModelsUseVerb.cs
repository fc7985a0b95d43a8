using System.CommandLine;
using PaperBot.Models;

namespace PaperBot.Commands;

/// <summary><c>paperbot models use</c></summary>
internal static class ModelsUseVerb
{
    public static Command Create()
    {
        var what = new Argument<string>("model") { Description = "A downloaded model, the path of a GGUF file, openai (an endpoint), or none." };
        var kind = new Option<string?>("--kind") { Description = "chat, embedder or reranker; told from the model when left out.", HelpName = "KIND" };
        kind.AcceptOnlyFromAmong("chat", "embedder", "reranker");
        var command = CommandLine.Verb(
            "use",
            "Choose the model of a kind. What the configuration names (Models:Chat and so on) counts more.",
            "paperbot models use qwen2.5-7b\npaperbot models use ./my-model.gguf\npaperbot models use none --kind chat",
            async (context, _) =>
            {
                var wanted = context.Parsed.GetValue(what)!;
                var forKind = context.Parsed.GetValue(kind) is { } word ? Enum.Parse<ModelKind>(word, ignoreCase: true) : (ModelKind?)null;
                if (context.Get<UseModel>().Run(wanted, forKind) is not { } used)
                    return wanted.EndsWith(".gguf", StringComparison.OrdinalIgnoreCase) ? await MissingAsync(context, wanted) : await ModelName.UnknownAsync(context, wanted);
                Render(context.Terminal, used);
                return ExitCode.Done;
            },
            readsLibrary: false);
        command.Add(what);
        command.Add(kind);
        command.Validators.Add(result =>
        {
            if (result.GetValue(what) == ModelNames.None && result.GetValue(kind) is null)
                result.AddError("'use none' needs the kind that is to have no model: --kind chat, --kind embedder or --kind reranker.");
        });
        return command;
    }

    private static async Task<int> MissingAsync(VerbContext context, string path)
    {
        await context.Terminal.Error.WriteLineAsync(Terminal.Printable($"paperbot: There is no file {Path.GetFullPath(path)}."));
        return ExitCode.NothingFound;
    }

    private static void Render(Terminal terminal, UsedModel used)
    {
        var kind = used.Kind == ModelKind.Chat ? "chat model" : used.Kind.ToString().ToLowerInvariant();
        if (terminal.IsJson)
        {
            terminal.WriteJson(new { used.Kind, used.Model?.Name, file = used.Model?.Path, overriddenByConfiguration = used.IsOverridden, header = used.Header });
            return;
        }
        terminal.WriteLine(used.Model is null ? $"No {kind} is used from now on." : $"{used.Model.Name} is the {kind} from now on.");
        if (used.Header is { } header)
        {
            var facts = new[] { header.Name, header.Architecture, header.Context is { } context ? FormattableString.Invariant($"{context:N0} tokens") : null, header.Template is { } template ? "template " + template : null, header.Pooling is { } pooling ? "pooling " + pooling : null };
            terminal.WriteLine("  " + string.Join(", ", facts.OfType<string>()));
            if (header is { Kind: ModelKind.Chat, HasTemplate: false })
                terminal.WriteLine("  The file holds no chat template; answers may be poor.");
        }
        if (used.IsOverridden)
            terminal.WriteLine($"But the configuration names another (Models:{used.Kind}), which counts more.");
    }
}
