using System.Globalization;
using PaperBot.Models;
using PaperBot.Retrieval.Indexing;
using PaperBot.Retrieval.Neural;
using Spectre.Console;

namespace PaperBot.Commands;

/// <summary>Embeds the library in the foreground, with a progress bar on a terminal.</summary>
internal static class EmbeddingDisplay
{
    /// <returns>Null when there was nothing to do or the model cannot be used, which is said on standard error.</returns>
    public static async Task<EmbeddingSummary?> RunAsync(VerbContext context, CancellationToken cancellationToken)
    {
        var (space, embed, terminal) = (context.Get<NeuralSpace>(), context.Get<EmbedLibrary>(), context.Terminal);
        if (space.Problem is { } problem)
            await terminal.Error.WriteLineAsync("paperbot: " + Terminal.Printable(problem) + " The built-in embedder serves.");
        if (!space.IsUsable)
            return null;
        try
        {
            var missing = space.Missing;
            if (!terminal.IsInteractive || missing == 0)
            {
                if (missing > embed.ForegroundLimit)
                    await terminal.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"Embedding up to {missing:N0} papers with {space.ModelName}; stopping keeps what is done."));
                return await embed.RunAsync(null, null, cancellationToken);
            }
            EmbeddingSummary? summary = null;
            await terminal.Console.Progress().AutoClear(true).HideCompleted(true)
                .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn())
                .StartAsync(async bars =>
                {
                    var bar = new Bar(bars.AddTask("Embedding"));
                    summary = await embed.RunAsync(bar, bar, cancellationToken);
                });
            return summary;
        }
        catch (ModelUnavailableException error)
        {
            await terminal.Error.WriteLineAsync("paperbot: " + Terminal.Printable(error.Message) + " The built-in embedder serves.");
            return null;
        }
    }

    public static object? Json(VerbContext context, EmbeddingSummary? summary) =>
        summary is null ? null : new { name = context.Get<NeuralSpace>().ModelName, summary.Embedded, summary.Missing, summary.Outcome, summary.Seconds };

    public static void Report(VerbContext context, EmbeddingSummary? summary)
    {
        if (summary is null || context.Terminal.IsJson)
            return;
        var name = context.Get<NeuralSpace>().ModelName;
        if (summary.Outcome == EmbeddingOutcome.OthersAtWork)
            context.Terminal.Error.WriteLine("paperbot: another process embeds this library.");
        else if (summary.Embedded > 0)
            context.Terminal.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Embedded {summary.Embedded:N0} papers with {name} in {summary.Seconds:0.0} s."));
    }

    private sealed class Bar(ProgressTask task) : IProgress<EmbeddingProgress>, IProgress<IndexProgress>
    {
        public void Report(EmbeddingProgress value)
        {
            (task.MaxValue, task.Value) = (Math.Max(1, value.Total), value.Done);
            var left = value.TimeLeft;
            task.Description = string.Create(
                CultureInfo.InvariantCulture, $"Embedding {value.Done:N0} of {value.Total:N0} papers, {value.PerSecond:0.0}/s, {(int)left.TotalMinutes}:{left.Seconds:00} left");
        }

        public void Report(IndexProgress value)
        {
            (task.MaxValue, task.Value) = (Math.Max(1, value.Total), value.Done);
            task.Description = string.Create(CultureInfo.InvariantCulture, $"Indexing {value.Done:N0} papers, {value.PerSecond:N0}/s");
        }
    }
}
