using PaperBot.Answering.Sufficiency;
using PaperBot.Answering.Weighing;
using PaperBot.Diagnostics.Evaluation;

namespace PaperBot.Benchmarks;

/// <summary>
/// Fits the weights of <see cref="PaperWeights"/>, <see cref="SentenceWeights"/> and <see cref="SufficiencyModel"/> for the space that the
/// signals were made in. A question whose paper was found also stands, at a tenth of the weight, for one whose paper the library lacks.
/// </summary>
internal static class FitAnswerWeights
{
    private const double LeftOutWeight = 0.1;
    private const int Parts = 5;

    private static readonly double[] Penalties = [0.0003, 0.001, 0.003, 0.01, 0.03];

    /// <summary>Prints the constants, with the penalty that does best on questions left out of the fit, and how well they do there.</summary>
    public static int Run(string[] files)
    {
        var signals = files.SelectMany(File.ReadLines).Select(AnswerSignals.FromJson).ToList();
        Console.WriteLine(FormattableString.Invariant($"{signals.Count(item => item.IsAnswerable)} answerable questions, {signals.Count(item => !item.IsAnswerable)} others"));
        var paperPenalty = BestPenalty(signals, (items, penalty) => NewtonFit.Softmax(PaperChoices(items), penalty), (items, weights) => PaperChoices(items).Sum(choice => NewtonFit.Loss(choice, weights)));
        var sentencePenalty = BestPenalty(signals, (items, penalty) => NewtonFit.Softmax(SentenceChoices(items), penalty), (items, weights) => SentenceChoices(items).Sum(choice => NewtonFit.Loss(choice, weights)));
        var papers = NewtonFit.Softmax(PaperChoices(signals), paperPenalty);
        var sufficiencyPenalty = BestPenalty(signals, (items, penalty) => NewtonFit.Logistic(Cases(items, papers), penalty), (items, weights) => Cases(items, papers).Sum(item => NewtonFit.Loss(item, weights)));
        Print("PaperWeights", PaperWeights.Names, papers, paperPenalty);
        Print("SentenceWeights", SentenceWeights.Names, NewtonFit.Softmax(SentenceChoices(signals), sentencePenalty), sentencePenalty);
        Print("SufficiencyModel, intercept last", SufficiencyModel.Names, NewtonFit.Logistic(Cases(signals, papers), sufficiencyPenalty), sufficiencyPenalty);
        CrossValidate(signals, paperPenalty, sentencePenalty, sufficiencyPenalty);
        return 0;
    }

    private static double BestPenalty(List<AnswerSignals> signals, Func<List<AnswerSignals>, double, double[]> fit, Func<List<AnswerSignals>, double[], double> loss) =>
        Penalties.MinBy(penalty => Enumerable.Range(0, Parts).Sum(part => loss(Part(signals, part), fit(Others(signals, part), penalty))));

    private static List<AnswerSignals> Part(List<AnswerSignals> signals, int part) => [.. signals.Where((_, i) => i % Parts == part)];

    private static List<AnswerSignals> Others(List<AnswerSignals> signals, int part) => [.. signals.Where((_, i) => i % Parts != part)];

    private static void CrossValidate(List<AnswerSignals> signals, double paperPenalty, double sentencePenalty, double sufficiencyPenalty)
    {
        var (first, asked, bearing, borne) = (0, 0, 0, 0);
        var (yes, no) = (new List<double>(), new List<double>());
        for (var part = 0; part < Parts; part++)
        {
            var (own, others) = (Part(signals, part), Others(signals, part));
            var papers = NewtonFit.Softmax(PaperChoices(others), paperPenalty);
            var sentences = NewtonFit.Softmax(SentenceChoices(others), sentencePenalty);
            var sufficiency = NewtonFit.Logistic(Cases(others, papers), sufficiencyPenalty);
            asked += own.Count(item => item.IsAnswerable);
            first += PaperChoices(own).Count(choice => Best(choice, papers) == choice.Right[0]);
            var choices = SentenceChoices(own);
            bearing += choices.Count(choice => choice.Right.Contains(Best(choice, sentences)));
            borne += choices.Count;
            foreach (var item in Cases(own, papers).Where(item => item.Weight == 1))
                (item.IsPositive ? yes : no).Add(item.Features.Append(1).Zip(sufficiency, (feature, weight) => feature * weight).Sum());
        }
        yes.Sort();
        var threshold = yes[yes.Count / 20];
        Console.WriteLine(FormattableString.Invariant(
            $"left out of the fit: right paper first {(double)first / asked:0.000}, likeliest sentence bears a phrase {(double)bearing / borne:0.000}, refused at 5 % wrongly refused {no.Count(score => score < threshold) / (double)no.Count:0.000}, AUC {yes.Average(score => no.Average(other => score > other ? 1 : score == other ? 0.5 : 0)):0.000}"));
    }

    private static List<NewtonFit.Choice> PaperChoices(List<AnswerSignals> signals) =>
        [.. signals.Where(item => item.IsAnswerable && item.Gold >= 0).Select(item => new NewtonFit.Choice([.. item.Papers.Select(PaperWeights.Features)], [item.Gold]))];

    private static List<NewtonFit.Choice> SentenceChoices(List<AnswerSignals> signals) =>
        [.. signals.Where(item => item.Bearers.Count > 0).Select(item => new NewtonFit.Choice([.. item.Sentences.Select(SentenceWeights.Features)], item.Bearers))];

    private static List<NewtonFit.Case> Cases(List<AnswerSignals> signals, double[] weights)
    {
        var cases = new List<NewtonFit.Case>();
        foreach (var item in signals.Where(item => item.Papers.Count > 0))
        {
            // Another paper in the place of the right one is no evidence of anything.
            if (!item.IsAnswerable || item.Gold >= 0)
                cases.Add(new NewtonFit.Case(Features(item.Papers, item.Words, weights), item.IsAnswerable, 1));
            if (item.Gold >= 0 && item.Papers.Count > 1)
                cases.Add(new NewtonFit.Case(Features([.. item.Papers.Where((_, i) => i != item.Gold)], item.Words, weights), false, LeftOutWeight));
        }
        return cases;
    }

    private static double[] Features(IReadOnlyList<PaperSignals> papers, int words, double[] weights)
    {
        var ranked = papers.Select(paper => (Signals: paper, Logit: PaperWeights.Features(paper).Zip(weights, (feature, weight) => feature * weight).Sum()))
            .OrderByDescending(paper => paper.Logit).ToList();
        return SufficiencyModel.Features(ranked[0].Signals, ranked.Count > 1 ? ranked[0].Logit - ranked[1].Logit : 0, words);
    }

    private static int Best(NewtonFit.Choice choice, double[] weights) => Array.IndexOf(NewtonFit.Shares(choice, weights), NewtonFit.Shares(choice, weights).Max());

    private static void Print(string title, IReadOnlyList<string> names, double[] weights, double penalty)
    {
        Console.WriteLine(FormattableString.Invariant($"{title} (penalty {penalty})"));
        for (var k = 0; k < weights.Length; k++)
            Console.WriteLine(FormattableString.Invariant($"  {weights[k],8:0.00}  {(k < names.Count ? names[k] : "")}"));
    }
}
