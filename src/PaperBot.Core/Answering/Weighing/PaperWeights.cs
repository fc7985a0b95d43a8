namespace PaperBot.Answering.Weighing;

/// <summary>
/// How much each signal tells the paper that holds an answer from the others found: a softmax over the candidates, fitted on the development
/// and fitting questions of <c>tests/questions</c>, the first 20 candidates each; with neural vectors by Newton's method with
/// <c>PaperBot.Benchmarks fit-answer-weights</c>.
/// </summary>
internal sealed class PaperWeights
{
    /// <summary>More missing names than this say nothing more.</summary>
    public const int CountedNames = 2;

    private readonly double[] _weights;

    private PaperWeights(params double[] weights) => _weights = weights;

    /// <summary>What <see cref="Features"/> holds.</summary>
    public static IReadOnlyList<string> Names { get; } =
        ["retrieval", "softCoverage", "pairCoverage", "cosine", "sentenceCosine", "bm25Share", "missingNames", "neuralCosine", "neuralSentenceCosine"];

    /// <summary>For the built-in table's vectors.</summary>
    public static PaperWeights BuiltIn { get; } = new(5.6, 3.1, 2.9, 2.4, 0.9, 2.5, -1.2, 0, 0);

    /// <summary>With a neural embedder's besides.</summary>
    public static PaperWeights Neural { get; } = new(6.67, 3.24, 2.63, 2.05, 0.96, 2.85, -0.94, 2.28, 3.9);

    /// <summary>The signals as numbers.</summary>
    public static double[] Features(PaperSignals signals) =>
    [
        signals.Retrieval,
        signals.SoftCoverage,
        signals.PairCoverage,
        signals.Cosine,
        signals.SentenceCosine,
        signals.Bm25Share,
        Math.Min(CountedNames, signals.MissingNames.Count),
        signals.NeuralCosine,
        signals.NeuralSentenceCosine,
    ];

    /// <summary>The logit; differences between candidates of one question are what counts.</summary>
    public double Logit(PaperSignals signals) => Features(signals).Zip(_weights, (feature, weight) => feature * weight).Sum();
}
