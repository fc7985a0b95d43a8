using System.CommandLine;
using System.Globalization;
using PaperBot.Diagnostics.Evaluation;
using PaperBot.Retrieval.Indexing;

namespace PaperBot.Commands;

/// <summary><c>paperbot eval answers</c></summary>
internal sealed class EvalAnswersVerb
{
    private const int NameWidth = 34;
    private const int ColumnWidth = 12;

    private readonly Argument<string> _file = new("file") { Description = "JSON Lines with qid, question, paper_title or paper_id, and answer (phrases); no answer means unanswerable." };
    private readonly Option<string?> _signals = new("--signals")
    {
        Description = "Write what papers and sentences were weighed by, a JSON line a question: weights are fitted on it.",
        HelpName = "FILE",
    };

    private readonly EngineChoices _engines = EngineChoices.Many();

    public static Command Create() => new EvalAnswersVerb().Build();

    private Command Build()
    {
        var command = CommandLine.Verb(
            "answers",
            "Measure answers and refusals over this library; several engines are compared.",
            "paperbot eval answers questions.jsonl --json\npaperbot eval answers questions.jsonl --engine extractive,model.gguf",
            RunAsync);
        command.Add(_file);
        command.Add(_engines.Option);
        command.Add(_signals);
        return command;
    }

    private async Task<int> RunAsync(VerbContext context, CancellationToken cancellationToken)
    {
        var engines = await _engines.ReadAsync(context);
        if (engines.Count == 0)
            return ExitCode.Usage;
        var rejected = new List<string>();
        var reports = new List<(string Engine, AnswerReport Report)>();
        try
        {
            foreach (var engine in engines)
            {
                rejected.Clear();
                reports.Add((engine, AnswerReport.Of(await AskAsync(context, engine, rejected, cancellationToken), rejected.Count)));
            }
        }
        catch (EvaluationException problem)
        {
            await ReportAsync(context.Terminal, rejected);
            await context.Terminal.Error.WriteLineAsync("paperbot: " + problem.Message);
            return ExitCode.Failure;
        }
        await ReportAsync(context.Terminal, rejected);
        Render(context.Terminal, reports, Space(context));
        return ExitCode.Done;
    }

    private async Task<List<AnswerOutcome>> AskAsync(VerbContext context, string engine, List<string> rejected, CancellationToken cancellationToken)
    {
        var outcomes = new List<AnswerOutcome>();
        await using var signals = context.Parsed.GetValue(_signals) is { } path ? File.CreateText(path) : null;
        await foreach (var outcome in context.Get<AnswerEvaluation>().RunAsync(context.Parsed.GetValue(_file)!, rejected.Add, engine, signals is null ? null : signals.WriteLine, cancellationToken))
        {
            outcomes.Add(outcome);
            if (context.Terminal.IsJson)
                context.Terminal.WriteJson(outcome);
        }
        return outcomes;
    }

    private static async Task ReportAsync(Terminal terminal, List<string> rejected)
    {
        foreach (var line in rejected)
            await terminal.Error.WriteLineAsync(Terminal.Printable(line));
    }

    private static string Space(VerbContext context) => context.Get<IPaperIndex>().State.VectorSpace ?? "none (BM25 alone)";

    private static void Render(Terminal terminal, List<(string Engine, AnswerReport Report)> reports, string space)
    {
        if (terminal.IsJson)
        {
            foreach (var (engine, report) in reports)
                terminal.WriteJson(new { engine, Summary = report, VectorSpace = space });
            return;
        }
        var first = reports[0].Report;
        terminal.WriteLine("vectors: " + space);
        terminal.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{first.Answerable} answerable questions, {first.Unanswerable} unanswerable{(first.Rejected > 0 ? $", {first.Rejected} lines rejected" : "")}"));
        if (reports.Count > 1)
            terminal.WriteLine(new string(' ', NameWidth) + string.Concat(reports.Select(report => ("  " + Short(report.Engine)).PadLeft(ColumnWidth))));
        void Row(string name, string format, Func<AnswerReport, double?> value) =>
            terminal.WriteLine(name.PadRight(NameWidth) + string.Concat(reports.Select(report => (value(report.Report)?.ToString(format, CultureInfo.InvariantCulture) ?? "-").PadLeft(Math.Max(ColumnWidth, reports.Count > 1 ? Short(report.Engine).Length + 2 : 0)))));
        Row("right paper first", "0.000", report => report.Hit1);
        Row("right paper in the first five", "0.000", report => report.Hit5);
        Row("gold phrases found", "0.000", report => report.Gold);
        Row("mean words of an answer", "0.0", report => report.MeanWords);
        Row("unanswerable refused", "0.000", report => report.Refused);
        Row("answerable wrongly refused", "0.000", report => report.WronglyRefused);
        Row("quotes verbatim", "0.000", report => report.Verbatim);
        Row("sentences that passed the check", "0.000", report => report.CheckedKept);
        Row("answers a model wrote", "0.000", report => report.WrittenByModel);
        Row("sentences a model wrote", "0", report => report.Written);
        Row("  dropped", "0", report => report.Dropped);
        Row("  repaired", "0", report => report.Repaired);
        RenderCurve(terminal, first);
    }

    // Whether the evidence is enough is decided before anybody writes: one curve for all engines.
    private static void RenderCurve(Terminal terminal, AnswerReport report)
    {
        if (report.Curve.Count == 0)
            return;
        terminal.WriteLine("refused, by threshold of the evidence:");
        foreach (var point in report.Curve)
        {
            terminal.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"  at {point.Allowed:0%} wrongly refused ({point.WronglyRefused:0.0%}), threshold {point.Threshold:0.00}: {point.Refused:0.0%} of the unanswerable"));
        }
    }

    // A model's file by its name.
    private static string Short(string engine) => engine.EndsWith(".gguf", StringComparison.OrdinalIgnoreCase) ? Path.GetFileNameWithoutExtension(engine) : engine;
}
