using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace PaperBot.Digests;

/// <summary>Section <c>Digests</c>: how the lines of a digest are written.</summary>
public sealed partial class DigestOptions
{
    public const string Section = "Digests";

    /// <summary>Seconds that a model has for all lines of a digest; papers it did not come to get a line of their abstract.</summary>
    [Range(1, 36_000)]
    public int ModelSeconds { get; set; } = 600;

    /// <summary>Seconds that a model has for one line.</summary>
    [Range(1, 3600)]
    public int LineSeconds { get; set; } = 60;

    /// <summary>Lines that are asked for at once.</summary>
    [Range(1, 16)]
    public int AtOnce { get; set; } = 2;

    [OptionsValidator]
    internal sealed partial class Validator : IValidateOptions<DigestOptions>;
}
