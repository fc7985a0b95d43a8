using PaperBot.Models.Catalogue;

namespace PaperBot.Commands;

/// <summary>Finds the model that a command line names.</summary>
internal static class ModelName
{
    /// <summary>Says that there is no such model, and which there are.</summary>
    public static async Task<int> UnknownAsync(VerbContext context, string name)
    {
        var known = context.Get<ModelCatalogue>().All.Select(model => model.Name);
        var near = known.Where(other => other.Contains(name, StringComparison.OrdinalIgnoreCase) || name.Contains(other, StringComparison.OrdinalIgnoreCase)).ToList();
        var hint = near.Count > 0 ? $"Did you mean {string.Join(" or ", near)}?" : "'paperbot models list' shows the names.";
        await context.Terminal.Error.WriteLineAsync(Terminal.Printable($"paperbot: There is no model {name}. {hint}"));
        return ExitCode.NothingFound;
    }
}
