using PaperBot.Models;

namespace PaperBot.Diagnostics.Evaluation;

/// <summary>Answers to many questions, in figures; null where there was nothing to measure.</summary>
/// <param name="Answerable">Questions whose answer the library holds.</param>
/// <param name="Unanswerable">The others.</param>
/// <param name="Rejected">Lines that were no question.</param>
/// <param name="Hit1">Share of the answerable whose paper came first.</param>
/// <param name="Hit5">Share whose paper was among the first five.</param>
/// <param name="Gold">Share of all phrases that stand in the answers; a refused question brings none.</param>
/// <param name="MeanWords">Of the answers given to answerable questions.</param>
/// <param name="Refused">Share of the unanswerable that were not answered.</param>
/// <param name="WronglyRefused">Share of the answerable that were not answered.</param>
/// <param name="Verbatim">Share of the quotes that are verbatim.</param>
/// <param name="CheckedKept">Share of the composed sentences that passed the check.</param>
/// <param name="Curve">What other thresholds would refuse.</param>
public sealed record AnswerReport(
    int Answerable,
    int Unanswerable,
    int Rejected,
    double? Hit1,
    double? Hit5,
    double? Gold,
    double? MeanWords,
    double? Refused,
    double? WronglyRefused,
    double? Verbatim,
    double? CheckedKept,
    IReadOnlyList<RefusalPoint> Curve)
{
    private static readonly double[] Rates = [0.02, 0.05, 0.1, 0.2];

    /// <summary>Share of the answers given to answerable questions that a model wrote; the rest was quoted.</summary>
    public double? WrittenByModel { get; init; }

    /// <summary>Sentences that a model wrote, over all questions.</summary>
    public int Written { get; init; }

    /// <summary>Those of them that were not shown.</summary>
    public int Dropped { get; init; }

    /// <summary>Those of them that were shown with another citation than they had.</summary>
    public int Repaired { get; init; }

    public static AnswerReport Of(IReadOnlyCollection<AnswerOutcome> outcomes, int rejected)
    {
        AnswerOutcome[] answerable = [.. outcomes.Where(outcome => outcome.Answerable)];
        AnswerOutcome[] others = [.. outcomes.Where(outcome => !outcome.Answerable)];
        return new AnswerReport(
            answerable.Length,
            others.Length,
            rejected,
            Share(answerable.Count(outcome => outcome.Hit1), answerable.Length),
            Share(answerable.Count(outcome => outcome.Hit5), answerable.Length),
            Share(answerable.Sum(outcome => outcome.GoldFound), answerable.Sum(outcome => outcome.GoldTotal)),
            Share(answerable.Sum(outcome => outcome.Words), answerable.Count(outcome => outcome.Answered)),
            Share(others.Count(outcome => !outcome.Answered), others.Length),
            Share(answerable.Count(outcome => !outcome.Answered), answerable.Length),
            Share(outcomes.Sum(outcome => outcome.VerbatimQuotes), outcomes.Sum(outcome => outcome.Quotes)),
            Share(outcomes.Sum(outcome => outcome.Kept), outcomes.Sum(outcome => outcome.Kept + outcome.Dropped)),
            answerable.Length == 0 || others.Length == 0 ? [] : [.. Rates.Select(rate => Point(rate, answerable, others))])
        {
            WrittenByModel = Share(answerable.Count(outcome => outcome is { Answered: true, Writing: not null, Engine: not ChatEngines.Extractive }), answerable.Count(outcome => outcome.Answered)),
            Written = outcomes.Sum(outcome => outcome.Writing?.Written ?? 0),
            Dropped = outcomes.Sum(outcome => outcome.Writing?.Dropped ?? 0),
            Repaired = outcomes.Sum(outcome => outcome.Writing?.Repaired ?? 0),
        };
    }

    // The highest threshold that refuses at most the given share of the answerable.
    private static RefusalPoint Point(double rate, AnswerOutcome[] answerable, AnswerOutcome[] others)
    {
        double[] scores = [.. answerable.Select(Score).Order()];
        var threshold = scores[Math.Min((int)(rate * scores.Length), scores.Length - 1)];
        return new RefusalPoint(
            rate, threshold, Share(scores.Count(score => score < threshold), scores.Length)!.Value, Share(others.Count(outcome => Score(outcome) < threshold), others.Length)!.Value);
    }

    private static double Score(AnswerOutcome outcome) => outcome.Evidence ?? double.MinValue;

    private static double? Share(int part, int whole) => whole == 0 ? null : (double)part / whole;
}

/// <summary>One threshold.</summary>
/// <param name="Allowed">Share of the answerable that may be refused.</param>
/// <param name="Threshold">The score of the evidence that is asked for.</param>
/// <param name="WronglyRefused">Share of the answerable that it refuses.</param>
/// <param name="Refused">Share of the unanswerable that it refuses.</param>
public sealed record RefusalPoint(double Allowed, double Threshold, double WronglyRefused, double Refused);
