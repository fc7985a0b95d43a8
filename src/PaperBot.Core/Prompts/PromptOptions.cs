using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace PaperBot.Prompts;

/// <summary>Section <c>Prompts</c>: where prompt files are.</summary>
public sealed partial class PromptOptions
{
    public const string Section = "Prompts";

    /// <summary>Folder of the prompt files, <c>&lt;area&gt;/&lt;name&gt;.yaml</c>; relative to the executable.</summary>
    [Required]
    public string Folder { get; set; } = "prompts";

    [OptionsValidator]
    internal sealed partial class Validator : IValidateOptions<PromptOptions>;
}
