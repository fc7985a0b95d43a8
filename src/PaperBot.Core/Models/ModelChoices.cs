using Microsoft.Extensions.Options;
using PaperBot.Models.Files;

namespace PaperBot.Models;

/// <summary>What <c>paperbot models use</c> chose: a name of the catalogue, the path of a file, or <c>none</c>, one a kind. Kept in <c>use.json</c> of the models folder.</summary>
public sealed class ModelChoices(IOptions<ModelOptions> options)
{
    private string Path => System.IO.Path.Combine(options.Value.Directory, "use.json");

    /// <summary>The choice for a kind; null when none was made.</summary>
    public string? Of(ModelKind kind) => Read().GetValueOrDefault(kind) is { Length: > 0 } name ? name : null;

    /// <summary>Makes a choice.</summary>
    /// <exception cref="ModelUnavailableException">It cannot be kept.</exception>
    public void Set(ModelKind kind, string name) => Change(kind, choices => choices[kind] = name);

    /// <summary>Takes a choice back.</summary>
    /// <exception cref="ModelUnavailableException">It cannot be kept.</exception>
    public void Forget(ModelKind kind) => Change(kind, choices => choices.Remove(kind));

    private void Change(ModelKind kind, Action<Dictionary<ModelKind, string>> change)
    {
        var choices = Read();
        change(choices);
        try
        {
            JsonFile.Write(Path, choices.ToDictionary(choice => choice.Key.ToString().ToLowerInvariant(), choice => choice.Value));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ModelUnavailableException($"{Path} cannot be written: {error.Message} Make the folder writable, or name the model in the configuration (Models:{kind}).", error);
        }
    }

    private Dictionary<ModelKind, string> Read()
    {
        var choices = new Dictionary<ModelKind, string>();
        foreach (var (key, name) in JsonFile.Read<Dictionary<string, string?>>(Path) ?? [])
        {
            if (Enum.TryParse<ModelKind>(key, ignoreCase: true, out var kind) && name is not null)
                choices[kind] = name;
        }
        return choices;
    }
}
