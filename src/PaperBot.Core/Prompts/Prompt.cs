using Microsoft.Extensions.AI;

namespace PaperBot.Prompts;

/// <summary>A prompt, ready to be rendered.</summary>
public sealed class Prompt
{
    private readonly PromptTemplate _template;
    private readonly PromptFile.Settings _settings;

    internal Prompt(string name, string hash, PromptTemplate template, PromptFile.Settings settings) =>
        (Name, Hash, _template, _settings) = (name, hash, template, settings);

    /// <summary>Area and name, "Answering/answer".</summary>
    public string Name { get; }

    /// <summary>First 12 hex digits of the file's SHA-256; goes into answers and spans.</summary>
    public string Hash { get; }

    /// <summary>What <see cref="Render"/> takes.</summary>
    public IReadOnlySet<string> Variables => _template.Variables;

    /// <summary>Most tokens of a reply.</summary>
    public int MaxTokens => _settings.MaxTokens ?? 512;

    /// <summary>The messages: the system text, which is the same every time, then the rest with the values, each of which is made harmless.</summary>
    /// <exception cref="ArgumentException">A declared variable has no value, or a value no variable.</exception>
    public IReadOnlyList<ChatMessage> Render(params IReadOnlyList<(string Name, string Value)> values)
    {
        var given = values.ToDictionary(value => value.Name, value => value.Value, StringComparer.Ordinal);
        if (!_template.Variables.SetEquals(given.Keys))
            throw new ArgumentException($"The prompt {Name} takes {string.Join(", ", _template.Variables.Order(StringComparer.Ordinal))}, not {string.Join(", ", given.Keys.Order(StringComparer.Ordinal))}.", nameof(values));
        return _template.Render(given);
    }

    /// <summary>New options with the settings that the file names.</summary>
    public ChatOptions Options() => new()
    {
        Temperature = _settings.Temperature ?? 0,
        TopP = _settings.TopP,
        MaxOutputTokens = MaxTokens,
        Seed = _settings.Seed,
        StopSequences = [.. _settings.StopSequences],
    };
}
