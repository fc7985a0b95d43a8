using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace PaperBot.Comparison;

/// <summary>Section <c>Comparison</c>: how long comparisons may take.</summary>
public sealed partial class ComparisonOptions
{
    public const string Section = "Comparison";

    /// <summary>Seconds that a model has for all rows before the abstracts' own words are shown.</summary>
    [Range(1, 3600)]
    public int ModelSeconds { get; set; } = 180;

    [OptionsValidator]
    internal sealed partial class Validator : IValidateOptions<ComparisonOptions>;
}
