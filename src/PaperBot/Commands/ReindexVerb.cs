using System.CommandLine;
using System.Globalization;
using PaperBot.Retrieval.Indexing;

namespace PaperBot.Commands;

/// <summary><c>paperbot reindex</c></summary>
internal static class ReindexVerb
{
    public static Command Create() => CommandLine.Verb(
        "reindex",
        "Build the index anew from the library; with a neural embedder chosen, embed what it has not read yet.",
        "paperbot reindex",
        async (context, cancellationToken) =>
        {
            IndexUpdateSummary? summary = null;
            await IndexDisplay.ShowAsync(context.Terminal, true, async progress =>
                summary = await context.Get<IndexUpdater>().RunAsync(rebuild: true, progress, cancellationToken));
            var embedded = await EmbeddingDisplay.RunAsync(context, cancellationToken);
            if (context.Terminal.IsJson)
                context.Terminal.WriteJson(new { summary!.Papers, summary.Seconds, embedding = EmbeddingDisplay.Json(context, embedded) });
            else
                context.Terminal.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Indexed {summary!.Papers:N0} papers in {summary.Seconds:0.0} s."));
            EmbeddingDisplay.Report(context, embedded);
            return ExitCode.Done;
        },
        readsLibrary: false);
}
