using System.CommandLine;
using PaperBot.Models;
using PaperBot.Models.Catalogue;
using PaperBot.Models.Files;

namespace PaperBot.Commands;

/// <summary>The option <c>--engine</c>; verbs that let a model write share it.</summary>
internal sealed class EngineChoices
{
    private readonly bool _many;

    private EngineChoices(string description, string help, bool many)
    {
        _many = many;
        Option = new Option<string>("--engine") { Description = description, HelpName = help, DefaultValueFactory = _ => ChatEngines.Auto };
    }

    public Option<string> Option { get; }

    /// <summary>One engine.</summary>
    public static EngineChoices One() => new("Who writes: auto (the chosen model, else quoting; default), extractive (quoting), or a model's name or GGUF file.", "ENGINE", many: false);

    /// <summary>Engines to compare, with commas between.</summary>
    public static EngineChoices Many() => new("Engines to measure, with commas between: auto (default), extractive, a model's name or GGUF file.", "ENGINE[,ENGINE…]", many: true);

    /// <summary>The engines named; none, after saying what is wrong, when one cannot be used. <c>auto</c> never is an error.</summary>
    public async Task<IReadOnlyList<string>> ReadAsync(VerbContext context)
    {
        var given = context.Parsed.GetValue(Option) ?? ChatEngines.Auto;
        string[] names = _many ? given.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) : [given.Trim()];
        if (names.Length == 0)
            names = [""];
        foreach (var name in names)
        {
            if (Problem(context, name) is not { } problem)
                continue;
            await context.Terminal.Error.WriteLineAsync(Terminal.Printable($"paperbot: --engine: {problem} {Nameable(context)}"));
            return [];
        }
        return [.. names.Distinct(StringComparer.Ordinal)];
    }

    private static string Nameable(VerbContext context)
    {
        var (catalogue, folder) = (context.Get<ModelCatalogue>(), context.Get<ModelFolder>());
        var here = catalogue.All.Where(model => model.Kind == ModelKind.Chat && folder.Has(model)).Select(model => model.Name);
        return $"Name one of {string.Join(", ", new[] { ChatEngines.Auto, ChatEngines.Extractive, ModelNames.Endpoint }.Concat(here))}, or the path of a GGUF file.";
    }

    private static string? Problem(VerbContext context, string name)
    {
        if (name is ChatEngines.Auto or ChatEngines.Extractive)
            return null;
        if (name.Length == 0)
            return "no engine is named.";
        var (model, reason) = context.Get<ChosenModels>().Named(name, ModelKind.Chat);
        return model is null ? reason ?? $"There is no model {name}." : null;
    }
}
