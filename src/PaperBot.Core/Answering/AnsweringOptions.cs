using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace PaperBot.Answering;

/// <summary>Section <c>Answering</c>: what is answered and how long answers are.</summary>
public sealed partial class AnsweringOptions
{
    public const string Section = "Answering";

    /// <summary>Longer questions are refused, in characters.</summary>
    [Range(10, 100_000)]
    public int LongestQuestion { get; set; } = 1000;

    /// <summary>Words of an answer at most; its first sentence is given whatever its length. A model writes half of them at most; beside a reply with faults as many words again may be quoted.</summary>
    [Range(10, 2000)]
    public int MostWords { get; set; } = 120;

    /// <summary>Papers an answer quotes at most.</summary>
    [Range(1, 8)]
    public int MostSources { get; set; } = 2;

    /// <summary>
    /// Log-odds, that the best paper holds the answer, below which a question is not answered. Higher refuses more: see the curve that
    /// <c>paperbot eval answers</c> prints.
    /// </summary>
    [Range(-10.0, 10.0)]
    public double EnoughEvidence { get; set; } = 0.1;

    /// <summary>Sentences of evidence that a model is shown at most.</summary>
    [Range(1, 40)]
    public int ShownSentences { get; set; } = 9;

    /// <summary>Tokens of a prompt at most, as estimated; less where the model's context is smaller. Fewer sentences are shown when needed.</summary>
    [Range(300, 100_000)]
    public int PromptTokens { get; set; } = 2048;

    /// <summary>Seconds a model may take for its answer, waiting for its turn not counted; then the answer is quoted instead.</summary>
    [Range(1, 3600)]
    public int ModelSeconds { get; set; } = 120;

    [OptionsValidator]
    internal sealed partial class Validator : IValidateOptions<AnsweringOptions>;
}
