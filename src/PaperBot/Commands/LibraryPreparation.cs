using PaperBot.Retrieval;
using PaperBot.Retrieval.Embedding;
using PaperBot.Retrieval.Indexing;

namespace PaperBot.Commands;

/// <summary>Makes the library ready before a verb that reads it, and shows it when that takes a while.</summary>
internal static class LibraryPreparation
{
    public static async Task<int> ThenAsync(VerbContext context, Func<VerbContext, CancellationToken, Task<int>> run, CancellationToken cancellationToken)
    {
        var readiness = context.Get<LibraryReadiness>();
        var imported = 0;
        if (context.Get<BuiltInEmbedder>().State.Problem is { } problem)
            await context.Terminal.Error.WriteLineAsync(Terminal.Printable("paperbot: warning: " + problem));
        await IndexDisplay.ShowAsync(context.Terminal, readiness.IsBehind, async progress =>
            imported = await readiness.EnsureAsync(progress, cancellationToken));
        if (imported > 0 && !context.Terminal.IsJson)
            await context.Terminal.Error.WriteLineAsync($"The library was empty; it now holds {imported} starter papers. Add your own with 'paperbot ingest'.");
        // A chat embeds in the background.
        if (context.Parsed.CommandResult.Command.Name != ChatVerb.Name && readiness.Notice is { } notice)
            await context.Terminal.Error.WriteLineAsync("paperbot: " + Terminal.Printable(notice));
        await using var first = await FirstUse.BeginAsync(context, cancellationToken);
        var exitCode = await run(context, cancellationToken);
        await first.EndAsync(cancellationToken);
        return exitCode;
    }
}
