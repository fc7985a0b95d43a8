using PaperBot.Answering.Weighing;

namespace PaperBot.Answering.Sufficiency;

/// <summary>
/// Decides whether the evidence is enough to answer: a logistic regression over a handful of signals of the best paper, none of which depends on
/// the library's size. Fitted by Newton's method (L2 .3) on the development and fitting questions of <c>tests/questions</c>: those with an
/// answer, those without, and those with an answer once more, at a tenth of the weight, with the paper that holds it left out.
/// </summary>
internal sealed class SufficiencyModel
{
    private const int CountedNames = PaperWeights.CountedNames;
    private const double HighestMargin = 6;

    private readonly double _intercept;
    private readonly double[] _weights;

    private SufficiencyModel(double intercept, params double[] weights) => (_intercept, _weights) = (intercept, weights);

    /// <summary>What <see cref="Features"/> holds.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "share of the question the best paper speaks of",
        "share its best two sentences speak of",
        "share that nothing in it stands for",
        "names it lacks",
        "margin to the second paper",
        // A longer question gives more evidence, and more words of it are only colour.
        "topical words of the question (logarithm)",
        "cosine of the best paper",
        "cosine of its best sentence",
    ];

    /// <summary>For evidence weighed with the built-in table.</summary>
    public static SufficiencyModel WithMeaning { get; } = new(-4.94, 1.98, 2.44, -3.26, -3.31, 0.14, 1.95);

    /// <summary>For evidence weighed by words alone, when the table is missing.</summary>
    public static SufficiencyModel ByWords { get; } = new(-6.9, 3.25, 3.03, 0, -3.77, 0.09, 2.34);

    /// <summary>
    /// For evidence weighed with a neural embedder's vectors and the built-in table; made with <c>PaperBot.Benchmarks fit-answer-weights</c>, the
    /// intercept moved by .15 so that the default threshold refuses 5 % of the answerable development questions.
    /// </summary>
    public static SufficiencyModel WithNeural { get; } = new(-4.66, 1.43, 1.85, -2.83, -3.56, 0.17, 1.27, 2.01, 1.76);

    /// <summary>The signals as numbers; the last two are the neural embedder's, 0 without one.</summary>
    /// <param name="best">Of the best paper.</param>
    /// <param name="lead">Its logit less that of the second; 0 when it is alone.</param>
    /// <param name="words">Topical words of the question.</param>
    public static double[] Features(PaperSignals best, double lead, int words) =>
    [
        best.SoftCoverage,
        best.PairCoverage,
        best.AbsentShare,
        Math.Min(CountedNames, best.MissingNames.Count),
        Math.Clamp(lead, 0, HighestMargin),
        Math.Log(1 + words),
        best.NeuralCosine,
        best.NeuralSentenceCosine,
    ];

    /// <summary>Decides; without any candidate it is never enough.</summary>
    public SufficiencyDecision Decide(WeighedEvidence evidence, double threshold)
    {
        if (evidence.Papers is not [var best, ..])
            return new SufficiencyDecision(false, double.NegativeInfinity, threshold, [], []);
        var features = Features(best.Signals, evidence.Papers.Count > 1 ? best.Logit - evidence.Papers[1].Logit : 0, evidence.Question.Words.Count);
        SufficiencySignal[] signals = [.. _weights.Select((weight, i) => new SufficiencySignal(Names[i], features[i], weight * features[i]))];
        var score = _intercept + signals.Sum(signal => signal.Effect);
        return new SufficiencyDecision(score >= threshold, score, threshold, signals, best.Signals.MissingNames);
    }
}
