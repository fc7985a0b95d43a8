using System.CommandLine;
using System.Globalization;
using PaperBot.Retrieval.Indexing;

namespace PaperBot.Commands;

/// <summary><c>paperbot reindex</c></summary>
internal static class ReindexVerb
{
    public static Command Create()
    {
        var to = new Option<string?>("--to") { Description = "Build only this one of several indexes (embedded, qdrant); a build that was stopped there goes on.", HelpName = "INDEX" };
        var command = CommandLine.Verb(
            "reindex",
            "Build the index anew from the library; with a neural embedder chosen, embed what it has not read yet.",
            "paperbot reindex",
            (context, cancellationToken) => RunAsync(context, context.Parsed.GetValue(to), cancellationToken),
            readsLibrary: false);
        command.Add(to);
        return command;
    }

    private static async Task<int> RunAsync(VerbContext context, string? to, CancellationToken cancellationToken)
    {
        var (index, updater) = (context.Get<IPaperIndex>(), context.Get<IndexUpdater>());
        var parts = index is FallbackPaperIndex composed ? composed.Parts : [index];
        if (to is not null)
        {
            if (parts.FirstOrDefault(part => part.Name.Equals(to, StringComparison.OrdinalIgnoreCase)) is not { } chosen)
            {
                await context.Terminal.Error.WriteLineAsync(Terminal.Printable($"paperbot: there is no index '{to}' here; there is {string.Join(" and ", parts.Select(part => part.Name))}."));
                return ExitCode.Usage;
            }
            updater = updater.For(chosen);
        }
        IndexUpdateSummary? summary = null;
        await IndexDisplay.ShowAsync(context.Terminal, true, async progress => summary = await updater.RunAsync(rebuild: true, progress, cancellationToken));
        var embedded = await EmbeddingDisplay.RunAsync(context, cancellationToken);
        if (context.Terminal.IsJson)
            context.Terminal.WriteJson(new { summary!.Papers, summary.Seconds, embedding = EmbeddingDisplay.Json(context, embedded) });
        else
            context.Terminal.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Indexed {summary!.Papers:N0} papers in {summary.Seconds:0.0} s."));
        EmbeddingDisplay.Report(context, embedded);
        return ExitCode.Done;
    }
}
