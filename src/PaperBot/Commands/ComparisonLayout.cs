using PaperBot.Comparison;
using Spectre.Console;

namespace PaperBot.Commands;

/// <summary>Shows a comparison on a terminal: a table where each paper gets enough room, else one block an aspect.</summary>
internal static class ComparisonLayout
{
    /// <summary>Columns of text that are printed when the output is no terminal.</summary>
    private const int PlainWidth = 80;

    private const int WidestTable = 140;
    private const int AspectWidth = 11;
    private const int NarrowestPaper = 18;

    public static void Write(Terminal terminal, PaperComparison comparison)
    {
        var width = Math.Min(WidestTable, terminal.IsInteractive ? terminal.Console.Profile.Width : PlainWidth);
        // Borders and padding take three characters a column and one more.
        var perPaper = (width - AspectWidth - 4) / comparison.Papers.Count - 3;
        if (perPaper >= NarrowestPaper)
            WriteTable(terminal, comparison, perPaper);
        else
            WriteBlocks(terminal, comparison);
        foreach (var paper in comparison.Papers.Where(paper => paper.IsDescription))
            Line(terminal, $"{paper.Label}: PaperBot's description, not the authors' abstract.", "yellow");
        foreach (var paper in comparison.Papers.Where(paper => !paper.HasAbstract))
            Line(terminal, $"{paper.Label}: the library holds no abstract.", "yellow");
        foreach (var observation in comparison.Observations)
            Line(terminal, observation, null);
        foreach (var line in comparison.Cells.Any(cell => cell.IsStated) ? CheckFooter.Lines(comparison.Checked, comparison.Engine, comparison.Note) : [])
            Line(terminal, line, "dim");
    }

    private static void WriteTable(Terminal terminal, PaperComparison comparison, int perPaper)
    {
        var table = new Table { Border = terminal.IsInteractive ? TableBorder.Rounded : TableBorder.Ascii, ShowRowSeparators = true };
        table.AddColumn(new TableColumn("") { Width = AspectWidth });
        foreach (var paper in comparison.Papers)
            table.AddColumn(new TableColumn(Safe(paper.Label)) { Width = perPaper });
        foreach (var aspect in comparison.Aspects)
            table.AddRow([Safe(aspect), .. comparison.Papers.Select(paper => comparison.Cell(aspect, paper.Id)).Select(cell => cell.IsStated ? Safe(cell.Text) : $"[dim]{ComparisonCell.NotStatedText}[/]")]);
        terminal.Console.Write(table);
    }

    private static void WriteBlocks(Terminal terminal, PaperComparison comparison)
    {
        foreach (var aspect in comparison.Aspects)
        {
            Line(terminal, aspect, "bold");
            foreach (var paper in comparison.Papers)
                Line(terminal, $"  {paper.Label}: {comparison.Cell(aspect, paper.Id).Text}", null);
        }
    }

    private static string Safe(string text) => Markup.Escape(Terminal.Printable(text));

    private static void Line(Terminal terminal, string text, string? style)
    {
        if (terminal.IsInteractive)
            terminal.Console.MarkupLine(style is null ? Safe(text) : $"[{style}]{Safe(text)}[/]");
        else
            terminal.WriteLine(text);
    }
}
