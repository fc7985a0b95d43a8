using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace PaperBot.Sources.Refresh;

/// <summary>Section <c>Refresh</c>: what the worker reads by itself, and how often.</summary>
public sealed partial class RefreshOptions
{
    public const string Section = "Refresh";

    /// <summary>Minutes between two readings of Hugging Face's daily page; 0 never reads it.</summary>
    [Range(0, 10_080)]
    public int HuggingFaceMinutes { get; set; } = 30;

    /// <summary>arXiv categories whose feed is read each day, joined with +; empty never reads it.</summary>
    [Required(AllowEmptyStrings = true)]
    [RegularExpression(@"[A-Za-z-]+(\.[A-Za-z-]+)?(\+[A-Za-z-]+(\.[A-Za-z-]+)?)*", ErrorMessage = "Refresh:ArxivCategories must be categories joined with +, like cs.CL+cs.AI.")]
    public string ArxivCategories { get; set; } = "cs.CL+cs.AI+cs.LG";

    /// <summary>Time of day, UTC, from which the day's arXiv feed is read; it stands by then all year round.</summary>
    public TimeOnly ArxivAt { get; set; } = new(5, 45);

    /// <summary>Minutes until a failed reading is tried again; doubled at each further failure, up to six hours.</summary>
    [Range(1, 360)]
    public int RetryMinutes { get; set; } = 5;

    [OptionsValidator]
    internal sealed partial class Validator : IValidateOptions<RefreshOptions>;
}
