using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;

namespace PaperBot.Prompts;

/// <summary>Every prompt file, read and checked at once: prompt text stands nowhere else.</summary>
public sealed class PromptCatalogue
{
    private readonly FrozenDictionary<string, Prompt> _prompts;
    private readonly string _folder;

    private PromptCatalogue(string folder, IEnumerable<Prompt> prompts) =>
        (_folder, _prompts) = (folder, prompts.ToFrozenDictionary(prompt => prompt.Name, StringComparer.Ordinal));

    /// <summary>By name.</summary>
    public IReadOnlyList<Prompt> All => [.. _prompts.Values.OrderBy(prompt => prompt.Name, StringComparer.Ordinal)];

    /// <summary>The prompt "Area/name".</summary>
    /// <exception cref="InvalidDataException">There is no such file.</exception>
    public Prompt this[string name] =>
        _prompts.TryGetValue(name, out var prompt) ? prompt : throw new InvalidDataException($"The prompt file {Path.Combine(_folder, name)}.yaml is missing. Put it back, or set Prompts:Folder.");

    /// <summary>Reads <c>&lt;folder&gt;/&lt;area&gt;/&lt;name&gt;.yaml</c>.</summary>
    /// <exception cref="InvalidDataException">A file is damaged, or declares other variables than it uses; all such files are named.</exception>
    public static PromptCatalogue Load(string folder)
    {
        if (!Directory.Exists(folder))
            throw new InvalidDataException($"The folder of prompts {folder} is missing. Put it back, or set Prompts:Folder.");
        var (prompts, problems) = (new List<Prompt>(), new List<string>());
        foreach (var path in Directory.EnumerateFiles(folder, "*.yaml", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            try
            {
                prompts.Add(Read(path, Path.ChangeExtension(Path.GetRelativePath(folder, path), null).Replace(Path.DirectorySeparatorChar, '/')));
            }
            catch (Exception error) when (error is InvalidDataException or IOException or UnauthorizedAccessException)
            {
                problems.Add(error.Message);
            }
        }
        return problems.Count == 0 ? new PromptCatalogue(folder, prompts) : throw new InvalidDataException(string.Join(Environment.NewLine, problems));
    }

    private static Prompt Read(string path, string name)
    {
        var yaml = File.ReadAllText(path).ReplaceLineEndings("\n");
        var file = PromptFile.Parse(yaml, path);
        if (file.Name != name[(name.LastIndexOf('/') + 1)..])
            throw new InvalidDataException($"{path}: its name is {file.Name}, which is not the file's.");
        if (file.TemplateFormat != PromptTemplate.Format)
            throw new InvalidDataException($"{path}: its template_format is {file.TemplateFormat}; only {PromptTemplate.Format} is known.");
        var template = PromptTemplate.Parse(file.Template, path);
        CheckVariables(file, template, path);
        var settings = file.ExecutionSettings.TryGetValue("default", out var given) ? given : new PromptFile.Settings();
        return new Prompt(name, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(yaml)))[..12], template, settings);
    }

    private static void CheckVariables(PromptFile file, PromptTemplate template, string path)
    {
        var declared = file.InputVariables.Select(variable => variable.Name).ToHashSet(StringComparer.Ordinal);
        if (template.Variables.Except(declared).Order(StringComparer.Ordinal).ToList() is [_, ..] undeclared)
            throw new InvalidDataException($"{path}: uses without declaring them: {string.Join(", ", undeclared)}.");
        if (declared.Except(template.Variables).Order(StringComparer.Ordinal).ToList() is [_, ..] unused)
            throw new InvalidDataException($"{path}: declares without using them: {string.Join(", ", unused)}.");
    }
}
