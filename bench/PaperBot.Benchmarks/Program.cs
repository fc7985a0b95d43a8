using System.Globalization;
using BenchmarkDotNet.Running;
using PaperBot.Benchmarks;

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
switch (args)
{
    case ["index", .. var rest]:
        return await IndexComparison.RunAsync(Arguments.Parse(rest), CancellationToken.None);
    case ["micro", .. var rest]:
        BenchmarkSwitcher.FromTypes([typeof(ScanBenchmark), typeof(TokeniserBenchmark)]).Run(rest.Length == 0 ? ["--filter", "*"] : rest);
        return 0;
    case ["fit-summary-weights", var summaries, var table]:
        return await FitSummaryWeights.RunAsync(summaries, table);
    case ["fit-answer-weights", .. { Length: > 0 } signals]:
        return FitAnswerWeights.Run(signals);
    default:
        Console.Error.WriteLine("""
            paperbot-benchmarks index --papers FILE.jsonl[.gz] [--questions FILE.jsonl[,FILE.jsonl]] [--limit N] [--grow N] [--fts-questions N] [--folder DIR]
                compares the embedded index with SQLite FTS5 on the same texts and questions, one thread each
            paperbot-benchmarks micro [BenchmarkDotNet options]
            paperbot-benchmarks fit-summary-weights SUMMARIES.jsonl models/science-static.bin
                fits the weights that choose a summary's sentence and prints them
            paperbot-benchmarks fit-answer-weights SIGNALS.jsonl...
                fits the weights of answering to what 'paperbot eval answers QUESTIONS.jsonl --signals SIGNALS.jsonl' wrote and prints them
            """);
        return 2;
}
