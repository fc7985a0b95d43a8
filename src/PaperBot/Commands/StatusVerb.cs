using System.CommandLine;
using System.Globalization;
using PaperBot.Adapters;
using PaperBot.Library;
using PaperBot.Retrieval.Embedding;
using PaperBot.Retrieval.Indexing;
using PaperBot.Retrieval.Neural;
using Spectre.Console;

namespace PaperBot.Commands;

/// <summary><c>paperbot status</c></summary>
internal static class StatusVerb
{
    public static Command Create() => CommandLine.Verb(
        "status",
        "Show what the library, its index and the answering parts hold.",
        "paperbot status --json",
        (context, _) =>
        {
            var (library, index, updater) = (context.Get<PaperLibrary>(), context.Get<IPaperIndex>(), context.Get<IndexUpdater>());
            var (builtIn, neural) = (context.Get<BuiltInEmbedder>(), context.Get<NeuralSpace>());
            var (counts, state, behind) = (library.Count(), updater.State, updater.Behind);
            var adapters = context.Get<AdapterStates>().Items.Where(adapter => adapter.Status == AdapterStatus.Loaded).Select(adapter => adapter.Name).ToList();
            if (context.Terminal.IsJson)
            {
                context.Terminal.WriteJson(new
                {
                    counts.Papers,
                    counts.Listings,
                    counts.Rejected,
                    counts.Revision,
                    index = new { index.Name, papers = state?.Papers ?? 0, behind, bytes = state?.Bytes ?? 0, state?.VectorSpace },
                    indexes = IndexParts.Of(index, updater)?.Select(part => new { part.Name, papers = part.State?.Papers, part.Behind, part.State?.VectorSpace, part.State?.Note, part.Problem }),
                    embedder = builtIn.State.Name,
                    neural = Neural(neural),
                    engine = ModelStatus.Engine(context),
                    models = ModelStatus.Json(context),
                    adapters,
                    library = library.Folder,
                });
                return Task.FromResult(ExitCode.Done);
            }
            Row(context.Terminal, "Library", library.Folder);
            Row(context.Terminal, "Papers", $"{counts.Papers:N0}");
            Row(context.Terminal, "Listings", $"{counts.Listings:N0}");
            Row(context.Terminal, "Rejected", $"{counts.Rejected:N0}");
            Row(context.Terminal, "Revision", $"{counts.Revision}");
            Row(context.Terminal, "Index", Describe(index.Name, state, behind));
            foreach (var part in IndexParts.Of(index, updater) ?? [])
                Row(context.Terminal, "", part.Problem is null ? Describe(part.Name, part.State, part.Behind) + (part.State?.Note is { } note ? "; " + note : "") : $"{part.Name}, cannot be used: {part.Problem}");
            Row(context.Terminal, "Embedder", $"{builtIn.State.Name ?? "none (BM25 alone)"}");
            Row(context.Terminal, "Neural", Describe(neural, state?.VectorSpace));
            Row(context.Terminal, "Engine", ModelStatus.Engine(context));
            foreach (var (name, value) in ModelStatus.Rows(context))
                Row(context.Terminal, name, value);
            Row(context.Terminal, "Adapters", $"{(adapters.Count == 0 ? "none" : string.Join(", ", adapters))}");
            return Task.FromResult(ExitCode.Done);
        },
        readsLibrary: false);

    private static string Describe(string name, IndexState? state, int behind)
    {
        if (state is null)
            return $"{name}, cannot be read; the next search builds it anew";
        var holds = string.Create(CultureInfo.InvariantCulture, $"{name}, {state.Papers:N0} papers");
        var vectors = state.VectorSpace is { } space ? ", vectors of " + space : ", no vectors";
        var size = state.Bytes > 0 ? string.Create(CultureInfo.InvariantCulture, $", {state.Bytes / 1e6:0.0} MB") : "";
        return holds + size + vectors + (behind == 0 ? ", in step" : string.Create(CultureInfo.InvariantCulture, $", {behind:N0} behind (the next search brings it up to date)"));
    }

    private static object? Neural(NeuralSpace neural) => neural.ModelName is null && neural.Problem is null
        ? null
        : new { name = neural.ModelName, vectorSpace = neural.Name, embedded = neural.Embedded, neural.Missing, perSecond = neural.Rate, neural.Problem };

    private static string Describe(NeuralSpace neural, string? indexSpace)
    {
        if (neural.Problem is { } problem)
            return problem;
        if (neural.ModelName is not { } name)
            return "none chosen";
        var rate = neural.Rate is { } perSecond and > 0 ? string.Create(CultureInfo.InvariantCulture, $", {perSecond:0.0} papers/s") : "";
        var missing = neural.Missing;
        return string.Create(CultureInfo.InvariantCulture, $"{name}, {neural.Embedded:N0} papers embedded{rate}")
            + (missing > 0 ? string.Create(CultureInfo.InvariantCulture, $", {missing:N0} to do ('paperbot reindex' does it)") : indexSpace is not null && indexSpace == neural.Name ? ", in use" : "");
    }

    private static void Row(Terminal terminal, string name, FormattableString value) => Row(terminal, name, value.ToString(CultureInfo.InvariantCulture));

    private static void Row(Terminal terminal, string name, string value)
    {
        if (terminal.IsInteractive)
            terminal.Console.MarkupLine($"[grey]{name,-9}[/] {Markup.Escape(Terminal.Printable(value))}");
        else
            terminal.WriteLine($"{(name.Length == 0 ? "" : name + ":"),-10} {value}");
    }
}
