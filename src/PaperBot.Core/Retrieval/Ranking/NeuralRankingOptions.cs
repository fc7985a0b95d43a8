using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace PaperBot.Retrieval.Ranking;

/// <summary>Section <c>Retrieval:Neural</c>: how papers are ranked with the vectors of a neural embedder. The defaults are measured.</summary>
public sealed partial class NeuralRankingOptions : IValidatableObject
{
    public const string Section = "Retrieval:Neural";

    /// <summary>Weight of the paper vectors against BM25.</summary>
    [Range(0.0, 1.0)]
    public double VectorWeight { get; set; } = 0.65;

    /// <summary>Weight of the best sentence of the abstract, by the neural embedder; the weights from here on share 1 with the fused score among the rescored papers.</summary>
    [Range(0.0, 1.0)]
    public double SentenceWeight { get; set; } = 0.1;

    /// <summary>Weight of the title alone.</summary>
    [Range(0.0, 1.0)]
    public double TitleWeight { get; set; } = 0.15;

    /// <summary>Weight of query terms that stand side by side in the paper as in the query.</summary>
    [Range(0.0, 1.0)]
    public double PhraseWeight { get; set; } = 0.1;

    /// <summary>Weight of soft matches: each query term with the nearest term of the paper by the built-in table.</summary>
    [Range(0.0, 1.0)]
    public double TermMatchWeight { get; set; } = 0.15;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (SentenceWeight + TitleWeight + PhraseWeight + TermMatchWeight > 1)
            yield return new ValidationResult($"{Section}: the weights from SentenceWeight on together exceed 1.", [nameof(SentenceWeight)]);
    }

    [OptionsValidator]
    internal sealed partial class Validator : IValidateOptions<NeuralRankingOptions>;
}
