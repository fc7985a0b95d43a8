using System.CommandLine;
using System.Globalization;
using PaperBot.Diagnostics.Evaluation;
using PaperBot.Models;

namespace PaperBot.Commands;

/// <summary><c>paperbot eval summaries</c></summary>
internal static class EvalSummariesVerb
{
    public static Command Create()
    {
        var file = new Argument<string>("file") { Description = "JSON Lines with paper_id, title, abstract and references (summaries people wrote)." };
        var engines = EngineChoices.Many();
        // A model takes seconds for each of thousands of papers.
        engines.Option.DefaultValueFactory = _ => ChatEngines.Extractive;
        engines.Option.Description = "Models to measure beside PaperBot's own lines, with commas between: auto, a model's name or GGUF file (default: none).";
        var limit = new Option<int>("--limit") { Description = "Take so many papers from the beginning of the file at most.", HelpName = "N", DefaultValueFactory = _ => int.MaxValue };
        var command = CommandLine.Verb("summaries", "Measure one-line summaries with ROUGE against simple rules.", "paperbot eval summaries summaries.jsonl", async (context, cancellationToken) =>
        {
            var named = await engines.ReadAsync(context);
            if (named.Count == 0)
                return ExitCode.Usage;
            try
            {
                Render(context.Terminal, await context.Get<SummaryEvaluation>().RunAsync(
                    context.Parsed.GetValue(file)!, named, context.Parsed.GetValue(limit), cancellationToken));
                return ExitCode.Done;
            }
            catch (EvaluationException problem)
            {
                await context.Terminal.Error.WriteLineAsync("paperbot: " + problem.Message);
                return ExitCode.Failure;
            }
        }, readsLibrary: false);
        command.Add(file);
        command.Add(engines.Option);
        command.Add(limit);
        return command;
    }

    private static void Render(Terminal terminal, SummaryReport report)
    {
        if (terminal.IsJson)
        {
            terminal.WriteJson(report);
            return;
        }
        terminal.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{report.Papers} papers; weights fitted on {report.FittingPapers} of them, the others are held out. ROUGE-1/ROUGE-L F1, stemmed, best reference."));
        var width = Math.Max(26, report.Methods.Max(method => method.Name.Length) + 2);
        terminal.WriteLine($"{"".PadRight(width)}{"all",-15}{"fitting half",-15}{"held out",-15}words");
        foreach (var method in report.Methods)
            terminal.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{method.Name.PadRight(width)}{Pair(method.All),-15}{Pair(method.Fitting),-15}{Pair(method.HeldOut),-15}{method.MeanWords,5:0.0}"));
        foreach (var written in report.Written)
        {
            terminal.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{written.Engine}: {written.Own} of {report.Papers} lines are its own; {written.Dropped} sentences were dropped."));
            foreach (var reason in written.Notes)
                terminal.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {reason.Papers} x {reason.Note}"));
        }
    }

    private static string Pair(RougePair? pair) => pair is null ? "-" : string.Create(CultureInfo.InvariantCulture, $"{pair.Rouge1:0.000} / {pair.RougeL:0.000}");
}
