using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace PaperBot.Prompts;

/// <summary>A prompt file as written: the part of Semantic Kernel's prompt YAML that PaperBot uses. Other keys are refused.</summary>
internal sealed class PromptFile
{
    public string Name { get; set; } = "";

    public string Description { get; set; } = "";

    public string Template { get; set; } = "";

    public string TemplateFormat { get; set; } = PromptTemplate.Format;

    public IList<Variable> InputVariables { get; set; } = [];

    public IDictionary<string, Settings> ExecutionSettings { get; set; } = new Dictionary<string, Settings>(StringComparer.Ordinal);

    /// <exception cref="InvalidDataException">It is no such file; the message names the place.</exception>
    public static PromptFile Parse(string yaml, string path)
    {
        try
        {
            return new DeserializerBuilder().WithNamingConvention(UnderscoredNamingConvention.Instance).Build().Deserialize<PromptFile?>(yaml)
                ?? throw new InvalidDataException($"{path} is empty.");
        }
        catch (YamlException error)
        {
            throw new InvalidDataException($"{path}:{error.Start.Line}: {error.InnerException?.Message ?? error.Message}", error);
        }
    }

    internal sealed class Variable
    {
        public string Name { get; set; } = "";

        public string Description { get; set; } = "";

        public bool IsRequired { get; set; } = true;
    }

    internal sealed class Settings
    {
        public float? Temperature { get; set; }

        public float? TopP { get; set; }

        public int? MaxTokens { get; set; }

        public long? Seed { get; set; }

        public IList<string> StopSequences { get; set; } = [];
    }
}
