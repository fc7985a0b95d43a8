namespace PaperBot.Benchmarks;

/// <summary>Fits weights by Newton's method: maximum likelihood less the L2 penalty's half times the squared weights, everything per question.</summary>
internal static class NewtonFit
{
    private const int Steps = 50;
    private const double Converged = 1e-9;

    /// <summary>A softmax over alternatives.</summary>
    /// <param name="Alternatives">Their features.</param>
    /// <param name="Right">The right ones, at equal shares.</param>
    public sealed record Choice(IReadOnlyList<double[]> Alternatives, IReadOnlyList<int> Right);

    /// <summary>A case of a logistic regression.</summary>
    public sealed record Case(double[] Features, bool IsPositive, double Weight);

    /// <summary>Weights of a softmax.</summary>
    public static double[] Softmax(IReadOnlyList<Choice> choices, double penalty)
    {
        var weights = new double[choices[0].Alternatives[0].Length];
        return Ascend(weights, (gradient, curvature) =>
        {
            foreach (var choice in choices)
            {
                var shares = Shares(choice, weights);
                var mean = Mean(choice.Alternatives, i => shares[i]);
                var right = Mean(choice.Alternatives, i => choice.Right.Contains(i) ? 1.0 / choice.Right.Count : 0);
                for (var k = 0; k < weights.Length; k++)
                {
                    gradient[k] += (right[k] - mean[k]) / choices.Count;
                    for (var l = 0; l < weights.Length; l++)
                    {
                        for (var i = 0; i < shares.Length; i++)
                            curvature[k, l] += shares[i] * (choice.Alternatives[i][k] - mean[k]) * (choice.Alternatives[i][l] - mean[l]) / choices.Count;
                    }
                }
            }
        }, _ => penalty);
    }

    /// <summary>Weights of a logistic regression; the last is the intercept, which is not penalised.</summary>
    public static double[] Logistic(IReadOnlyList<Case> cases, double penalty)
    {
        var size = cases[0].Features.Length;
        var weights = new double[size + 1];
        var total = cases.Sum(item => item.Weight);
        return Ascend(weights, (gradient, curvature) =>
        {
            foreach (var (features, isPositive, weight) in cases)
            {
                double[] x = [.. features, 1];
                var share = 1 / (1 + Math.Exp(-x.Zip(weights, (feature, w) => feature * w).Sum()));
                for (var k = 0; k <= size; k++)
                {
                    gradient[k] += weight * ((isPositive ? 1 : 0) - share) * x[k] / total;
                    for (var l = 0; l <= size; l++)
                        curvature[k, l] += weight * share * (1 - share) * x[k] * x[l] / total;
                }
            }
        }, k => k == size ? 0 : penalty);
    }

    /// <summary>Minus the logarithm of the likelihood of what is right.</summary>
    public static double Loss(Choice choice, double[] weights)
    {
        var shares = Shares(choice, weights);
        return -choice.Right.Average(i => Math.Log(Math.Max(shares[i], 1e-12)));
    }

    /// <summary>The same, times the weight of the case.</summary>
    public static double Loss(Case item, double[] weights)
    {
        var logit = item.Features.Append(1).Zip(weights, (feature, weight) => feature * weight).Sum();
        return item.Weight * Math.Log(1 + Math.Exp(item.IsPositive ? -logit : logit));
    }

    /// <summary>Share of each alternative.</summary>
    public static double[] Shares(Choice choice, double[] weights)
    {
        double[] logits = [.. choice.Alternatives.Select(features => features.Zip(weights, (feature, weight) => feature * weight).Sum())];
        var highest = logits.Max();
        double[] powers = [.. logits.Select(logit => Math.Exp(logit - highest))];
        var sum = powers.Sum();
        return [.. powers.Select(power => power / sum)];
    }

    private static double[] Ascend(double[] weights, Action<double[], double[,]> evaluate, Func<int, double> penalty)
    {
        var n = weights.Length;
        for (var step = 0; step < Steps; step++)
        {
            var (gradient, curvature) = (new double[n], new double[n, n]);
            evaluate(gradient, curvature);
            var system = new double[n, n + 1];
            for (var k = 0; k < n; k++)
            {
                for (var l = 0; l < n; l++)
                    system[k, l] = curvature[k, l];
                system[k, k] += penalty(k) + Converged;
                system[k, n] = gradient[k] - penalty(k) * weights[k];
            }
            var change = LinearSystem.Solve(system);
            for (var k = 0; k < n; k++)
                weights[k] += change[k];
            if (change.Max(Math.Abs) < Converged)
                break;
        }
        return weights;
    }

    private static double[] Mean(IReadOnlyList<double[]> rows, Func<int, double> share)
    {
        var mean = new double[rows[0].Length];
        for (var i = 0; i < rows.Count; i++)
        {
            for (var k = 0; k < mean.Length; k++)
                mean[k] += share(i) * rows[i][k];
        }
        return mean;
    }
}
