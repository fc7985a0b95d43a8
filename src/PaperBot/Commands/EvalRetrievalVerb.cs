using System.CommandLine;
using System.Globalization;
using PaperBot.Diagnostics.Evaluation;
using PaperBot.Library;
using PaperBot.Models;
using PaperBot.Retrieval.Neural;
using Spectre.Console;

namespace PaperBot.Commands;

/// <summary><c>paperbot eval retrieval</c></summary>
internal static class EvalRetrievalVerb
{
    public static Command Create()
    {
        var folder = new Argument<string>("folder") { Description = "A collection in BEIR form: corpus.jsonl, queries.jsonl, qrels.tsv." };
        var run = new Option<string?>("--run") { Description = "Write the best way's ranking as a TREC run file; those of the other ways go beside it (run.bm25.trec).", HelpName = "FILE" };
        var cache = new Option<string?>("--cache")
        {
            Description = "Keep the neural embedder's vectors of the collection here (default: cache/evaluation in the library's folder).",
            HelpName = "DIR",
        };
        var command = CommandLine.Verb("retrieval", "Measure how well the right documents are found, with the built-in embedder and with the chosen neural one.", "paperbot eval retrieval scifact --run scifact.trec", async (context, cancellationToken) =>
        {
            var report = await MeasureAsync(context, context.Parsed.GetValue(folder)!, context.Parsed.GetValue(cache), cancellationToken);
            if (report is null)
                return ExitCode.Failure;
            if (context.Parsed.GetValue(run) is { } path && !await WriteRunsAsync(context, report, path, cancellationToken))
                return ExitCode.Failure;
            Render(context.Terminal, report);
            return ExitCode.Done;
        }, readsLibrary: false);
        command.Add(folder);
        command.Add(run);
        command.Add(cache);
        return command;
    }

    private static async Task<RetrievalReport?> MeasureAsync(VerbContext context, string folder, string? cache, CancellationToken cancellationToken)
    {
        cache ??= Path.Combine(context.Get<PaperLibrary>().Folder, "cache", "evaluation");
        if (context.Get<NeuralEmbedder>().Problem is { } reason)
            await context.Terminal.Error.WriteLineAsync(Terminal.Printable($"paperbot: {reason} Only the built-in embedder is measured."));
        try
        {
            var evaluation = context.Get<RetrievalEvaluation>();
            if (!context.Terminal.IsInteractive)
                return await evaluation.RunAsync(folder, cache, null, cancellationToken);
            RetrievalReport? report = null;
            await context.Terminal.Console.Progress().AutoClear(true).StartAsync(async bars =>
            {
                var bar = bars.AddTask("Queries", maxValue: 1);
                report = await evaluation.RunAsync(folder, cache, new Callback(step => (bar.Description, bar.Value) = step), cancellationToken);
            });
            return report;
        }
        catch (Exception problem) when (problem is EvaluationException or ModelUnavailableException)
        {
            await context.Terminal.Error.WriteLineAsync("paperbot: " + problem.Message);
            return null;
        }
    }

    private static async Task<bool> WriteRunsAsync(VerbContext context, RetrievalReport report, string path, CancellationToken cancellationToken)
    {
        var main = report.Runs[^1];
        foreach (var run in report.Runs)
        {
            var file = run == main ? path : Path.ChangeExtension(path, run.Name + Path.GetExtension(path));
            try
            {
                await File.WriteAllLinesAsync(file, run.TrecLines(), cancellationToken);
            }
            catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
            {
                await context.Terminal.Error.WriteLineAsync($"paperbot: {file}: cannot be written ({problem.Message})");
                return false;
            }
        }
        return true;
    }

    private static void Render(Terminal terminal, RetrievalReport report)
    {
        if (terminal.IsJson)
        {
            terminal.WriteJson(new { report.Collection, report.Papers, report.Queries, Results = report.Ways.Select(way => new { way.Name, way.Ndcg10, way.Recall100, way.Mrr10 }) });
            return;
        }
        terminal.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{report.Collection}: {report.Papers} documents, {report.Queries} queries"));
        terminal.WriteLine("                nDCG@10  Recall@100  MRR@10");
        foreach (var way in report.Ways)
            terminal.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{way.Name,-14}  {way.Ndcg10,7:0.0000}  {way.Recall100,10:0.0000}  {way.Mrr10,6:0.0000}"));
    }

    // Progress<T> would report on the thread pool, after the bar is gone.
    private sealed class Callback(Action<(string Step, double Share)> report) : IProgress<(string Step, double Share)>
    {
        public void Report((string Step, double Share) value) => report(value);
    }
}
