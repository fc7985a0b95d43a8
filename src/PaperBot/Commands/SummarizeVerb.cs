using System.CommandLine;
using System.Globalization;
using PaperBot.Summaries;
using Spectre.Console;

namespace PaperBot.Commands;

/// <summary><c>paperbot summarize</c></summary>
internal static class SummarizeVerb
{
    public static Command Create()
    {
        var paper = new Argument<string[]>("paper") { Description = "An arXiv id, a link or a title.", Arity = ArgumentArity.OneOrMore };
        var length = new Option<string>("--length") { Description = "line: one sentence; short: the key sentences; full: problem, method, results, limits.", DefaultValueFactory = _ => "short" };
        length.AcceptOnlyFromAmong(StringComparer.OrdinalIgnoreCase, "line", "short", "full");
        var audience = new Option<string>("--for") { Description = "Who reads. student: less notation, abbreviations spelled out; anyone: the simplest sentences, terms explained.", DefaultValueFactory = _ => "expert" };
        audience.AcceptOnlyFromAmong(StringComparer.OrdinalIgnoreCase, "expert", "student", "anyone");
        var engine = EngineChoices.One();
        var command = CommandLine.Verb("summarize", "Summarise a paper; every sentence is checked against the abstract.", "paperbot summarize 1706.03762 --length full --for student", async (context, cancellationToken) =>
        {
            if (await engine.ReadAsync(context) is not [var writer])
                return ExitCode.Usage;
            // A title may come unquoted.
            if (await NamedPaper.FindAsync(context, string.Join(' ', context.Parsed.GetValue(paper)!), cancellationToken) is not { } found)
                return ExitCode.NothingFound;
            var request = new SummaryRequest
            {
                Length = Enum.Parse<SummaryLength>(context.Parsed.GetValue(length)!, ignoreCase: true),
                Audience = Enum.Parse<Audience>(context.Parsed.GetValue(audience)!, ignoreCase: true),
                Engine = writer,
            };
            var summary = await context.Get<SummarizePaper>().RunAsync(found, request, cancellationToken);
            if (context.Terminal.IsJson)
                context.Terminal.WriteJson(summary);
            else
                Render(context.Terminal, summary);
            if (summary.IsStated)
                return ExitCode.Done;
            await context.Terminal.Error.WriteLineAsync(summary.Parts.Count == 0
                ? "paperbot: the library holds no abstract of this paper."
                : "paperbot: the abstract has no sentence that could be quoted.");
            return ExitCode.NothingFound;
        });
        command.Add(paper);
        command.Add(length);
        command.Add(audience);
        command.Add(engine.Option);
        return command;
    }

    private static void Render(Terminal terminal, Summary summary)
    {
        var day = summary.Published?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        Write(terminal, summary.Title + (day is null ? "" : $" ({day})"), "bold");
        if (summary.Url is { } url)
            Write(terminal, url, "dim");
        if (summary.IsDescription)
            Write(terminal, "PaperBot's description; the library does not hold the authors' abstract.", "yellow");
        foreach (var part in summary.IsStated ? summary.Parts : [])
        {
            terminal.WriteLine();
            if (summary.Parts.Count > 1)
                Write(terminal, char.ToUpperInvariant(part.Name[0]) + part.Name[1..], "bold");
            if (!part.IsStated)
                Write(terminal, "not stated", "dim");
            foreach (var claim in part.Claims)
                Write(terminal, claim.Text, null);
        }
        if (summary.IsStated)
        {
            terminal.WriteLine();
            foreach (var line in CheckFooter.Lines(summary.Checked, summary.Engine, summary.Note))
                Write(terminal, line, "dim");
        }
        if (summary.Glosses.Count == 0)
            return;
        terminal.WriteLine();
        Write(terminal, "In plain words (PaperBot's, not the paper's):", "dim");
        foreach (var gloss in summary.Glosses)
            Write(terminal, $"[gloss] {gloss.Term}: {gloss.Meaning}", "dim");
    }

    private static void Write(Terminal terminal, string text, string? style)
    {
        if (terminal.IsInteractive)
            terminal.Console.MarkupLine(style is null ? Markup.Escape(Terminal.Printable(text)) : $"[{style}]{Markup.Escape(Terminal.Printable(text))}[/]");
        else
            terminal.WriteLine(text);
    }
}
