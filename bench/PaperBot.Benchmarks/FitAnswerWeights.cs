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
    private const double PaperPenalty = 0.01;
    private const double SentencePenalty = 0.01;
    private const double SufficiencyPenalty = 0.003;
    private const double LeftOutWeight = 0.1;

    /// <summary>Prints the constants, and how well they do on five parts of the questions that each were left out of a fit.</summary>
    public static int Run(string[] files)
    {
        var signals = files.SelectMany(File.ReadLines).Select(AnswerSignals.FromJson).ToList();
        Console.WriteLine(FormattableString.Invariant($"{signals.Count(item => item.IsAnswerable)} answerable questions, {signals.Count(item => !item.IsAnswerable)} others"));
        var papers = NewtonFit.Softmax(PaperChoices(signals), PaperPenalty);
        Print("PaperWeights", PaperWeights.Names, papers);
        var sentences = NewtonFit.Softmax(SentenceChoices(signals), SentencePenalty);
        Print("SentenceWeights", SentenceWeights.Names, sentences);
        var sufficiency = NewtonFit.Logistic(Cases(signals, papers), SufficiencyPenalty);
        Print("SufficiencyModel, intercept last", SufficiencyModel.Names, sufficiency);
        CrossValidate(signals);
        return 0;
    }

    private static void CrossValidate(List<AnswerSignals> signals)
    {
        const int Parts = 5;
        var (first, asked, bearing, borne) = (0, 0, 0, 0);
        var (yes, no) = (new List<double>(), new List<double>());
        for (var part = 0; part < Parts; part++)
        {
            var own = signals.Where((_, i) => i % Parts == part).ToList();
            var others = signals.Where((_, i) => i % Parts != part).ToList();
            var papers = NewtonFit.Softmax(PaperChoices(others), PaperPenalty);
            var sentences = NewtonFit.Softmax(SentenceChoices(others), SentencePenalty);
            var sufficiency = NewtonFit.Logistic(Cases(others, papers), SufficiencyPenalty);
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

    private static void Print(string title, IReadOnlyList<string> names, double[] weights)
    {
        Console.WriteLine(title);
        for (var k = 0; k < weights.Length; k++)
            Console.WriteLine(FormattableString.Invariant($"  {weights[k],8:0.00}  {(k < names.Count ? names[k] : "")}"));
    }
}
