using PaperBot.Diagnostics.Evaluation;
using PaperBot.Retrieval.Embedding;
using PaperBot.Summaries.Compression;
using PaperBot.Summaries.Ranking;

namespace PaperBot.Benchmarks;

/// <summary>
/// Fits the weights of <c>SentenceWeights</c>: ridge regression of a sentence's ROUGE (mean of ROUGE-1 and ROUGE-L after compression)
/// on its features, both taken relative to the mean of the abstract, on the half of the collection that <see cref="SummaryCase.IsForFitting"/> names.
/// </summary>
internal static class FitSummaryWeights
{
    private const double Penalty = 8;

    private sealed record Row(double[] Features, double Target);

    /// <summary>Prints the lines of the constant.</summary>
    public static async Task<int> RunAsync(string file, string table)
    {
        using var embedder = new StaticEmbedder(StaticTable.Load(table));
        var rows = new List<Row>();
        foreach (var item in SummaryCase.Read(file).Where(item => item.IsForFitting))
        {
            var analyzed = await AnalyzedPaper.ReadAsync(item.Paper, embedder, CancellationToken.None);
            double[] targets = [.. analyzed.Sentences.Select(sentence => Rouge.Best(SentenceCompressor.Compress(sentence.Text), item.References).Mean)];
            rows.AddRange(Centred(SentenceFeatures.Of(analyzed), targets));
        }
        var weights = Ridge(rows);
        for (var k = 0; k < weights.Length; k++)
            Console.WriteLine(FormattableString.Invariant($"        {weights[k]:0.0000}, // {SentenceFeatures.Names[k]}"));
        return 0;
    }

    private static IEnumerable<Row> Centred(double[][] features, double[] targets)
    {
        var mean = new double[SentenceFeatures.Names.Count];
        foreach (var row in features)
        {
            for (var k = 0; k < mean.Length; k++)
                mean[k] += row[k] / features.Length;
        }
        return features.Select((row, i) => new Row([.. row.Select((value, k) => value - mean[k])], targets[i] - targets.Average()));
    }

    /// <summary>Solves (X'X + penalty I) w = X'y .</summary>
    private static double[] Ridge(List<Row> rows)
    {
        var n = SentenceFeatures.Names.Count;
        var system = new double[n, n + 1];
        for (var k = 0; k < n; k++)
            system[k, k] = Penalty;
        foreach (var (features, target) in rows)
        {
            for (var k = 0; k < n; k++)
            {
                for (var l = 0; l < n; l++)
                    system[k, l] += features[k] * features[l];
                system[k, n] += features[k] * target;
            }
        }
        return LinearSystem.Solve(system);
    }
}
