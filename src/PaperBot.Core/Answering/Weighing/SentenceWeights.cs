namespace PaperBot.Answering.Weighing;

/// <summary>
/// How much each signal tells the sentence that holds an answer from its neighbours: a softmax over the sentences of the right paper, fitted
/// on the development and fitting questions of <c>tests/questions</c>, whose answers are phrases of abstracts; with neural vectors by Newton's
/// method with <c>PaperBot.Benchmarks fit-answer-weights</c>.
/// </summary>
internal sealed class SentenceWeights
{
    /// <summary>Set by hand: the questions fitted on ask for more than a definition.</summary>
    public const double Definition = 1.5;

    private readonly double[] _weights;

    private SentenceWeights(params double[] weights) => _weights = weights;

    /// <summary>What <see cref="Features"/> holds.</summary>
    public static IReadOnlyList<string> Names { get; } =
        ["clauseCoverage", "rareCoverage", "cosine", "position", "number", "proposal", "name", "background", "pointer", "new", "first", "neuralCosine"];

    /// <summary>For the built-in table's vectors.</summary>
    public static SentenceWeights BuiltIn { get; } = new(1.86, 1.03, 1.2, 0.55, 1.88, 0.39, 1.07, -0.98, -0.6, 0.38, -1.17, 0);

    /// <summary>With a neural embedder's besides.</summary>
    public static SentenceWeights Neural { get; } = new(1.59, 1.04, 0.55, 0.66, 1.92, 0.47, 1.11, -1.02, -0.97, 0.34, -1.41, 1.88);

    /// <summary>The signals as numbers, all but <see cref="SentenceSignals.Definition"/>.</summary>
    public static double[] Features(SentenceSignals signals) =>
    [
        signals.ClauseCoverage,
        signals.RareCoverage,
        signals.Cosine,
        signals.Position,
        signals.Number,
        signals.Proposal,
        signals.Name,
        signals.Background,
        signals.Pointer,
        signals.New,
        signals.First,
        signals.NeuralCosine,
    ];

    /// <summary>The logit; differences between sentences of one paper are what counts.</summary>
    public double Logit(SentenceSignals signals) => Definition * signals.Definition + Features(signals).Zip(_weights, (feature, weight) => feature * weight).Sum();
}
