using System.Globalization;
using PaperBot.Answering;
using PaperBot.Answering.Sufficiency;
using PaperBot.Retrieval;
using Spectre.Console;

namespace PaperBot.Commands;

/// <summary>What <c>--why</c> shows: what was searched for, what was found with which scores, and how each claim was checked.</summary>
internal static class AnswerReasons
{
    private const int ShownPapers = 8;

    /// <summary>For <c>--json</c>; null when nothing was searched.</summary>
    public static object? Of(AnswerUpdate result)
    {
        if (RetrievalOf(result) is not { } retrieval)
            return null;
        return new
        {
            retrieval.Query,
            terms = retrieval.Terms.Select(term => new { term.Term, term.Papers, idf = Math.Round(term.Idf, 2) }),
            papers = retrieval.Papers.Take(ShownPapers).Select(paper => new
            {
                paperId = paper.Paper.Id,
                paper.Paper.Title,
                score = Math.Round(paper.Score, 4),
                bm25 = Math.Round(paper.Bm25, 3),
                cosine = Math.Round(paper.Cosine, 3),
                evidence = paper.Sentences.OrderByDescending(sentence => sentence.Score).Take(3)
                    .Select(sentence => new { sentence.Position, sentence.Text, score = Math.Round(sentence.Score, 3) }),
            }),
            sufficiency = SufficiencyOf(result) is { } decision
                ? new
                {
                    decision.Enough,
                    score = Rounded(decision.Score),
                    threshold = Rounded(decision.Threshold),
                    signals = decision.Signals.Select(signal => new { signal.Name, value = Rounded(signal.Value), effect = Rounded(signal.Effect) }),
                    decision.Missing,
                }
                : null,
            checks = ChecksOf(result).Select(check => new { check.Text, check.Passed, check.Failures, check.Repair }),
        };
    }

    public static void Show(Terminal terminal, AnswerUpdate result)
    {
        if (RetrievalOf(result) is not { } retrieval)
            return;
        terminal.WriteLine();
        terminal.Console.MarkupLine("[bold]Why[/]");
        terminal.WriteLine("Searched for: " + retrieval.Query);
        terminal.WriteLine("Terms: " + string.Join(", ", retrieval.Terms.Select(term => string.Create(CultureInfo.InvariantCulture, $"{term.Term} ({term.Papers})"))));
        terminal.Console.Write(Papers(retrieval));
        if (SufficiencyOf(result) is { } decision)
            ShowSufficiency(terminal, decision);
        foreach (var check in ChecksOf(result))
        {
            var verdict = check.Repair is { } repair ? $"[yellow]repaired[/] ({Markup.Escape(Terminal.Printable(repair))})"
                : check.Passed ? "[green]passed[/]"
                : $"[red]dropped[/] ({Markup.Escape(Terminal.Printable(string.Join("; ", check.Failures)))})";
            terminal.Console.MarkupLine($"{verdict} {Markup.Escape(Terminal.Printable(check.Text))}");
        }
    }

    private static Table Papers(RetrievalResult retrieval)
    {
        var table = new Table().Border(TableBorder.Simple)
            .AddColumn(new TableColumn("score").RightAligned()).AddColumn(new TableColumn("bm25").RightAligned())
            .AddColumn(new TableColumn("cosine").RightAligned()).AddColumn("paper and its best sentence");
        foreach (var paper in retrieval.Papers.Take(ShownPapers))
        {
            var best = paper.Sentences.MaxBy(sentence => sentence.Score);
            var sentence = best is null ? "" : "\n[dim]" + Markup.Escape(Terminal.Printable(best.Text)) + "[/]";
            table.AddRow(
                new Text(paper.Score.ToString("0.000", CultureInfo.InvariantCulture)),
                new Text(paper.Bm25.ToString("0.00", CultureInfo.InvariantCulture)),
                new Text(paper.Cosine.ToString("0.00", CultureInfo.InvariantCulture)),
                new Markup(Markup.Escape(Terminal.Printable(paper.Paper.Title)) + sentence));
        }
        return table;
    }

    private static void ShowSufficiency(Terminal terminal, SufficiencyDecision decision)
    {
        terminal.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"Evidence: {decision.Score:0.00}, {(decision.Enough ? "enough" : "not enough")} (threshold {decision.Threshold:0.00})"));
        foreach (var signal in decision.Signals)
            terminal.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {signal.Effect,6:+0.00;-0.00;0.00}  {signal.Name}: {signal.Value:0.00}"));
        if (decision.Missing.Count > 0)
            terminal.WriteLine("  not in the best paper: " + string.Join(", ", decision.Missing));
        terminal.WriteLine();
    }

    // Without any paper the score is minus infinity, which JSON cannot say.
    private static double? Rounded(double value) => double.IsFinite(value) ? Math.Round(value, 3) : null;

    private static SufficiencyDecision? SufficiencyOf(AnswerUpdate result) => (result as Completed)?.Answer.Sufficiency ?? (result as NotFound)?.Sufficiency;

    private static RetrievalResult? RetrievalOf(AnswerUpdate result) => (result as Completed)?.Answer.Retrieval ?? (result as NotFound)?.Retrieval;

    private static IReadOnlyList<ClaimCheck> ChecksOf(AnswerUpdate result) => (result as Completed)?.Answer.Checks ?? [];
}
