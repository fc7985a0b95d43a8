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
        var engine = EngineOption.Create();
        engine.DefaultValueFactory = _ => ChatEngines.Extractive;
        engine.Description = "Measure the lines of this model too: auto, extractive (none), or its name.";
        var limit = new Option<int>("--limit") { Description = "Take so many papers from the beginning of the file at most.", HelpName = "N", DefaultValueFactory = _ => int.MaxValue };
        var command = CommandLine.Verb("summaries", "Measure one-line summaries with ROUGE against simple rules.", "paperbot eval summaries summaries.jsonl", async (context, cancellationToken) =>
        {
            try
            {
                Render(context.Terminal, await context.Get<SummaryEvaluation>().RunAsync(
                    context.Parsed.GetValue(file)!, context.Parsed.GetValue(engine)!, context.Parsed.GetValue(limit), cancellationToken));
                return ExitCode.Done;
            }
            catch (EvaluationException problem)
            {
                await context.Terminal.Error.WriteLineAsync("paperbot: " + problem.Message);
                return ExitCode.Failure;
            }
        }, readsLibrary: false);
        command.Add(file);
        command.Add(engine);
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
        if (report.Written is not { } written)
            return;
        terminal.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{written.Own} of {report.Papers} lines are the model's own; the check dropped {written.Dropped} sentences."));
        foreach (var reason in written.Notes)
            terminal.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{reason.Papers,5}  {reason.Note}"));
    }

    private static string Pair(RougePair? pair) => pair is null ? "-" : string.Create(CultureInfo.InvariantCulture, $"{pair.Rouge1:0.000} / {pair.RougeL:0.000}");
}
