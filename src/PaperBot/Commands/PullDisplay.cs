using System.Globalization;
using PaperBot.Models;
using PaperBot.Models.Catalogue;
using PaperBot.Models.Hub;
using Spectre.Console;

namespace PaperBot.Commands;

/// <summary>Shows a download: a bar with speed and time left on a terminal, a line a tenth on standard error when piped.</summary>
internal static class PullDisplay
{
    public static Task<PullResult> ShowAsync(Terminal terminal, CatalogueModel model, Func<IProgress<PullProgress>, Task<PullResult>> pull) =>
        terminal.IsInteractive ? ShowBarAsync(terminal.Console, model, pull) : pull(new Lines(terminal.Error, model));

    /// <summary>The bar, on whichever console.</summary>
    public static Task<T> ShowBarAsync<T>(IAnsiConsole console, CatalogueModel model, Func<IProgress<PullProgress>, Task<T>> pull) =>
        console.Progress().AutoClear(true)
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn { Width = 20 }, new PercentageColumn())
            .StartAsync(context =>
            {
                var task = context.AddTask(Markup.Escape(model.Name));
                task.IsIndeterminate = true;
                return pull(new Bar(task, model));
            });

    private static string Describe(CatalogueModel model, PullProgress progress) => progress.Stage switch
    {
        PullStage.Waiting => $"{model.Name}: another PaperBot is downloading it; waiting",
        PullStage.Asking => $"{model.Name}: asking the hub",
        PullStage.Checking => $"{model.Name}: checking what is there",
        _ => string.Create(CultureInfo.InvariantCulture, $"{model.Name}: {ByteText.Of(progress.Done)} of {ByteText.Of(progress.Total)}{Speed(progress)}"),
    };

    private static string Speed(PullProgress progress) => progress.BytesPerSecond <= 0 ? ""
        : string.Create(CultureInfo.InvariantCulture, $", {progress.BytesPerSecond / 1e6:0.0} MB/s{(progress.TimeLeft is { } left ? $", {(int)left.TotalMinutes}:{left.Seconds:00} left" : "")}");

    private sealed class Bar(ProgressTask task, CatalogueModel model) : IProgress<PullProgress>
    {
        public void Report(PullProgress value)
        {
            task.Description = Markup.Escape(Describe(model, value));
            task.IsIndeterminate = value.Total <= 0;
            if (value.Total <= 0)
                return;
            task.MaxValue = value.Total;
            task.Value = value.Done;
        }
    }

    private sealed class Lines(TextWriter error, CatalogueModel model) : IProgress<PullProgress>
    {
        private (PullStage Stage, int Tenth) _latest = (PullStage.Asking, 0);

        public void Report(PullProgress value)
        {
            var now = (value.Stage, value.Total > 0 ? (int)(value.Done * 10 / value.Total) : 0);
            if (now == _latest)
                return;
            _latest = now;
            error.WriteLine(Terminal.Printable(Describe(model, value)));
        }
    }
}
