using System.Globalization;
using PaperBot.Answering;
using PaperBot.Answering.Extractive;
using PaperBot.Papers;
using Spectre.Console;

namespace PaperBot.Commands;

/// <summary>Renders the updates of an answer as they come.</summary>
internal sealed class AnswerDisplay(Terminal terminal)
{
    private readonly WordWrap _text = new(terminal.Output, terminal.IsInteractive ? Math.Min(terminal.Console.Profile.Width, 100) : int.MaxValue);

    private int _statusLength;

    /// <summary>Shows the updates to the end and returns the last one. Only a terminal sees text before the answer is complete: a pipe cannot take it back.</summary>
    public async Task<AnswerUpdate> ShowAsync(IAsyncEnumerable<AnswerUpdate> updates, CancellationToken cancellationToken)
    {
        AnswerUpdate? last = null;
        await foreach (var update in updates.WithCancellation(cancellationToken))
        {
            last = update;
            if (!terminal.IsJson)
                Show(update);
        }
        return last ?? throw new InvalidOperationException("An answer ended without a result.");
    }

    private void Show(AnswerUpdate update)
    {
        if (terminal.IsInteractive && update is Busy busy)
        {
            ShowStatus(Waiting(busy));
            return;
        }
        ShowStatus("");
        if (terminal.IsInteractive && update is TextDelta delta)
            _text.Write(Terminal.Printable(delta.Text));
        else if (terminal.IsInteractive && update is StartedAnew anew)
            ShowWithdrawal(anew.Reason);
        else if (update is Completed completed)
            ShowEnd(completed.Answer);
        else if (update is NotFound or Refused)
            ShowExplanation(update);
    }

    private void ShowWithdrawal(string reason)
    {
        _text.EndLine();
        terminal.WriteLine();
        terminal.Console.MarkupLine($"[yellow]The text above is withdrawn. {Markup.Escape(Terminal.Printable(reason))} Quoted instead:[/]");
        terminal.WriteLine();
    }

    // One line that what is shown next replaces.
    private void ShowStatus(string status)
    {
        if (_statusLength > 0)
            terminal.Output.Write("\r" + new string(' ', _statusLength) + "\r");
        terminal.Output.Write(status);
        terminal.Output.Flush();
        _statusLength = status.Length;
    }

    private static string Waiting(Busy busy)
    {
        var place = busy.Position <= 1 ? "next in line" : string.Create(CultureInfo.InvariantCulture, $"number {busy.Position} in line");
        return "Waiting for the model: " + place + (busy.EstimatedWait is { } wait ? string.Create(CultureInfo.InvariantCulture, $", about {Math.Ceiling(wait.TotalSeconds):0} s") : "");
    }

    /// <summary>One plain sentence for a question without an answer; empty for an answer.</summary>
    public static string Explanation(AnswerUpdate result) => result switch
    {
        NotFound notFound => notFound.Reason,
        Refused refused => refused.Reason,
        _ => "",
    };

    /// <summary>The numbered sources.</summary>
    public void ShowSources(IReadOnlyList<Source> sources)
    {
        var grid = new Grid().AddColumn(new GridColumn().NoWrap().PadRight(1)).AddColumn(new GridColumn());
        foreach (var source in sources)
            grid.AddRow(string.Create(CultureInfo.InvariantCulture, $"[cyan]{source.N,2}[/]"), SourceLines(source));
        terminal.Console.Write(grid);
    }

    private void ShowEnd(Answer answer)
    {
        if (!terminal.IsInteractive)
            _text.Write(Terminal.Printable(answer.Text));
        _text.EndLine();
        terminal.WriteLine();
        terminal.Console.MarkupLine("[bold]Sources[/]");
        ShowSources(answer.Sources);
        terminal.WriteLine();
        terminal.Console.MarkupLine($"[dim]{Markup.Escape(Terminal.Printable(Footer(answer)))}[/]");
        if (answer.EngineNote is { } note)
            terminal.Console.MarkupLine($"[dim]{Markup.Escape(Terminal.Printable("Quoted (extractive) because: " + note))}[/]");
    }

    /// <summary>Who wrote the answer, and how the check went.</summary>
    public static string Footer(Answer answer)
    {
        var time = string.Create(CultureInfo.InvariantCulture, $"{answer.Timings.TotalMs:0} ms");
        if (answer is not { Writing: { } writing, Engine: not ExtractiveEngine.Name })
            return $"{answer.Checked.Kept} of {answer.Checked.Kept + answer.Checked.Dropped} claims checked · {answer.Engine} · {time}";
        var quoted = writing.Quoted == 0 ? "" : $", {writing.Quoted} quoted besides";
        return $"written by {answer.Engine}, {writing.Written - writing.Dropped} of {writing.Written} claims checked{quoted} · {time}";
    }

    private void ShowExplanation(AnswerUpdate result)
    {
        _text.Write(Explanation(result));
        _text.EndLine();
        if (result is not NotFound { MaybeRelated: { Count: > 0 } related })
            return;
        terminal.WriteLine();
        terminal.Console.MarkupLine("[bold]Maybe related[/]");
        foreach (var paper in related)
            terminal.Console.MarkupLine("  · " + Markup.Escape(Terminal.Printable(LatexCleaner.Clean(paper.Title))) + $" [dim]{Markup.Escape(paper.PaperId)}[/]");
    }

    private static string SourceLines(Source source)
    {
        var facts = new[] { source.Published?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), source.Url ?? source.PaperId }.Where(fact => fact is not null);
        var mark = source.IsDescription ? " [yellow](PaperBot's description)[/]" : "";
        return $"{Markup.Escape(Terminal.Printable(LatexCleaner.Clean(source.Title)))}{mark}\n[dim]{Markup.Escape(Terminal.Printable(string.Join(" · ", facts)))}[/]";
    }
}
