using System.CommandLine;
using PaperBot.Comparison;
using PaperBot.Papers;

namespace PaperBot.Commands;

/// <summary><c>paperbot compare</c></summary>
internal static class CompareVerb
{
    public static Command Create()
    {
        var papers = new Argument<string[]>("papers") { Description = "Two to five papers: arXiv ids, links or quoted titles.", Arity = new ArgumentArity(1, ComparePapers.MostPapers) };
        papers.Validators.Add(result =>
        {
            if (result.Tokens.Count < ComparePapers.FewestPapers)
                result.AddError($"compare needs {ComparePapers.FewestPapers} to {ComparePapers.MostPapers} papers; put titles of several words in quotes.");
        });
        var aspects = new Option<string?>("--aspects") { Description = "Rows, separated by commas, in your own words (default: what the abstracts state).", HelpName = "LIST" };
        var format = new Option<string>("--format") { Description = "Layout.", DefaultValueFactory = _ => "table" };
        format.AcceptOnlyFromAmong(StringComparer.OrdinalIgnoreCase, "table", "md", "csv");
        var engine = EngineChoices.One();
        var command = CommandLine.Verb("compare", "Set papers side by side; every cell is checked against an abstract.", "paperbot compare 1706.03762 1810.04805 --aspects \"data,results\"", async (context, cancellationToken) =>
        {
            if (await engine.ReadAsync(context) is not [var writer])
                return ExitCode.Usage;
            var found = new List<Paper>();
            foreach (var name in context.Parsed.GetValue(papers)!)
            {
                if (await NamedPaper.FindAsync(context, name, cancellationToken) is not { } paper)
                    return ExitCode.NothingFound;
                if (found.Exists(other => other.Id == paper.Id))
                {
                    await context.Terminal.Error.WriteLineAsync(Terminal.Printable($"paperbot: '{name}' is given twice ({paper.Id}); name different papers."));
                    return ExitCode.Usage;
                }
                found.Add(paper);
            }
            string[] rows = context.Parsed.GetValue(aspects)?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];
            var comparison = await context.Get<ComparePapers>().RunAsync(found, rows, writer, cancellationToken);
            Render(context.Terminal, comparison, context.Parsed.GetValue(format)!);
            return comparison.Cells.Any(cell => cell.IsStated) ? ExitCode.Done : ExitCode.NothingFound;
        });
        command.Add(papers);
        command.Add(aspects);
        command.Add(format);
        command.Add(engine.Option);
        return command;
    }

    private static void Render(Terminal terminal, PaperComparison comparison, string format)
    {
        if (terminal.IsJson)
            terminal.WriteJson(new { comparison.Papers, comparison.Aspects, Cells = comparison.Cells.Select(Shape), comparison.Observations, comparison.Checked, comparison.Engine, comparison.Note });
        else if (format.Equals("md", StringComparison.OrdinalIgnoreCase))
            terminal.Output.Write(ComparisonText.Markdown(comparison));
        else if (format.Equals("csv", StringComparison.OrdinalIgnoreCase))
            terminal.Output.Write(ComparisonText.Csv(comparison));
        else
            ComparisonLayout.Write(terminal, comparison);
    }

    private static object Shape(ComparisonCell cell) => cell.IsStated
        ? new { cell.Aspect, cell.PaperId, cell.Text, cell.Quote, cell.Engine }
        : new { cell.Aspect, cell.PaperId, NotStated = true };
}
