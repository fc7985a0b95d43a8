using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace PaperBot.Summaries;

/// <summary>Section <c>Summaries</c>: how long summaries are and may take.</summary>
public sealed partial class SummaryOptions
{
    public const string Section = "Summaries";

    /// <summary>Sentences of a short summary.</summary>
    [Range(2, 8)]
    public int ShortSentences { get; set; } = 4;

    /// <summary>Most sentences in each part of a full summary.</summary>
    [Range(1, 6)]
    public int SentencesPerPart { get; set; } = 2;

    /// <summary>Seconds that a model has for a summary before the abstract's own sentences are shown.</summary>
    [Range(1, 3600)]
    public int ModelSeconds { get; set; } = 120;

    [OptionsValidator]
    internal sealed partial class Validator : IValidateOptions<SummaryOptions>;
}
