using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace PaperBot.Retrieval.Ranking;

/// <summary>Section <c>Retrieval:Reranking</c>: the second look of a reranker, when one is chosen.</summary>
public sealed partial class RerankingOptions
{
    public const string Section = "Retrieval:Reranking";

    /// <summary>Weight of the reranker against the ranking before it; 0 leaves it out.</summary>
    [Range(0.0, 1.0)]
    public double Weight { get; set; } = 0.5;

    /// <summary>First papers that it reads.</summary>
    [Range(2, 100)]
    public int Papers { get; set; } = 20;

    /// <summary>Seconds that it may take, loading included; what comes later is not waited for.</summary>
    [Range(0.0, 60.0)]
    public double Seconds { get; set; } = 2;

    [OptionsValidator]
    internal sealed partial class Validator : IValidateOptions<RerankingOptions>;
}
