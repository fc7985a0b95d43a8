using System.CommandLine;
using System.Globalization;
using PaperBot.Diagnostics.Evaluation;
using PaperBot.Retrieval.Indexing;

namespace PaperBot.Commands;

/// <summary><c>paperbot eval answers</c></summary>
internal static class EvalAnswersVerb
{
    public static Command Create()
    {
        var file = new Argument<string>("file") { Description = "JSON Lines with qid, question, paper_title or paper_id, and answer (phrases); no answer means unanswerable." };
        var signals = new Option<string?>("--signals") { Description = "Write what papers and sentences were weighed by, a JSON line a question: weights are fitted on it.", HelpName = "FILE" };
        var command = CommandLine.Verb("answers", "Measure answers and refusals over this library.", "paperbot eval answers questions.jsonl --json", async (context, cancellationToken) =>
        {
            var rejected = new List<string>();
            var outcomes = new List<AnswerOutcome>();
            await using var written = context.Parsed.GetValue(signals) is { } path ? File.CreateText(path) : null;
            try
            {
                await foreach (var outcome in context.Get<AnswerEvaluation>().RunAsync(context.Parsed.GetValue(file)!, rejected.Add, written is null ? null : written.WriteLine, cancellationToken))
                {
                    outcomes.Add(outcome);
                    if (context.Terminal.IsJson)
                        context.Terminal.WriteJson(outcome);
                }
            }
            catch (EvaluationException problem)
            {
                await ReportAsync(context.Terminal, rejected);
                await context.Terminal.Error.WriteLineAsync("paperbot: " + problem.Message);
                return ExitCode.Failure;
            }
            await ReportAsync(context.Terminal, rejected);
            Render(context.Terminal, AnswerReport.Of(outcomes, rejected.Count), Space(context));
            return ExitCode.Done;
        });
        command.Add(file);
        command.Add(signals);
        return command;
    }

    private static async Task ReportAsync(Terminal terminal, List<string> rejected)
    {
        foreach (var line in rejected)
            await terminal.Error.WriteLineAsync(Terminal.Printable(line));
    }

    private static string Space(VerbContext context) => context.Get<IPaperIndex>().State.VectorSpace ?? "none (BM25 alone)";

    private static void Render(Terminal terminal, AnswerReport report, string space)
    {
        if (terminal.IsJson)
        {
            terminal.WriteJson(new { Summary = report, VectorSpace = space });
            return;
        }
        terminal.WriteLine("vectors: " + space);
        terminal.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{report.Answerable} answerable questions, {report.Unanswerable} unanswerable{(report.Rejected > 0 ? $", {report.Rejected} lines rejected" : "")}"));
        Line(terminal, "right paper first", report.Hit1);
        Line(terminal, "right paper in the first five", report.Hit5);
        Line(terminal, "gold phrases found", report.Gold);
        terminal.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{"mean words of an answer",-34}{(report.MeanWords is { } words ? words.ToString("0.0", CultureInfo.InvariantCulture) : "-"),7}"));
        Line(terminal, "unanswerable refused", report.Refused);
        Line(terminal, "answerable wrongly refused", report.WronglyRefused);
        Line(terminal, "quotes verbatim", report.Verbatim);
        Line(terminal, "sentences that passed the check", report.CheckedKept);
        if (report.Curve.Count == 0)
            return;
        terminal.WriteLine("refused, by threshold of the evidence:");
        foreach (var point in report.Curve)
        {
            terminal.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"  at {point.Allowed:0%} wrongly refused ({point.WronglyRefused:0.0%}), threshold {point.Threshold:0.00}: {point.Refused:0.0%} of the unanswerable"));
        }
    }

    private static void Line(Terminal terminal, string name, double? share) =>
        terminal.WriteLine($"{name,-34}{(share is { } value ? value.ToString("0.000", CultureInfo.InvariantCulture) : "-"),7}");
}
