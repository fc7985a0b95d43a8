using System.CommandLine;
using PaperBot.Models;
using PaperBot.Models.Catalogue;
using PaperBot.Models.Files;
using Spectre.Console;

namespace PaperBot.Commands;

/// <summary><c>paperbot models list</c></summary>
internal static class ModelsListVerb
{
    public static Command Create() => CommandLine.Verb(
        "list",
        "List the models of the catalogue and the files in the models folder.",
        "paperbot models list\npaperbot models list --json",
        (context, _) =>
        {
            var rows = Rows(context);
            if (context.Terminal.IsJson)
                context.Terminal.WriteJson(rows);
            else
                Render(context.Terminal, rows);
            return Task.FromResult(ExitCode.Done);
        },
        readsLibrary: false);

    private static List<Row> Rows(VerbContext context)
    {
        var (catalogue, folder, chosen) = (context.Get<ModelCatalogue>(), context.Get<ModelFolder>(), context.Get<ChosenModels>());
        var used = Enum.GetValues<ModelKind>().Select(kind => chosen.Of(kind).Model).OfType<RunnableModel>().ToList();
        var files = folder.Files(catalogue);
        var rows = catalogue.All.Select(model => Of(model, folder, used)).ToList();
        rows.AddRange(files.Where(file => catalogue.Find(file.Name) is null).Select(file => Of(file.Name, file.Path, used)));
        rows.AddRange(used.Where(model => rows.TrueForAll(row => row.Name != model.Name)).Select(model => Of(model.Name, model.Path, used)));
        return rows;
    }

    private static Row Of(CatalogueModel model, ModelFolder folder, List<RunnableModel> used)
    {
        var path = folder.Has(model) ? folder.PathOf(model) : null;
        var bytes = path is null ? model.Bytes : new FileInfo(path).Length;
        return new Row(model.Name, model.Kind, model.Tier, bytes, path is null && model.BytesAreApproximate, model.MemoryGigabytes, model.Licence, path, used.Exists(one => one.Path is not null && one.Path == path), model.Note);
    }

    // A file of the user's own: what it is stands in its head, and reading that is for 'use'.
    private static Row Of(string name, string? path, List<RunnableModel> used)
    {
        var use = used.Find(model => model.Name == name);
        return new Row(name, use?.Kind, null, path is null ? null : new FileInfo(path).Length, false, null, null, path, use is not null, path is null ? "An endpoint." : "Not of the catalogue.");
    }

    private static void Render(Terminal terminal, List<Row> rows)
    {
        if (!terminal.IsInteractive)
        {
            foreach (var row in rows)
                terminal.WriteLine($"{row.Name,-15} {Kind(row),-9} {Size(row),9}  {row.Licence ?? "-",-20}{State(row)}");
            return;
        }
        var table = new Table().Border(TableBorder.Simple).AddColumn(new TableColumn("Name").NoWrap()).AddColumn("Kind").AddColumn(new TableColumn("Size").RightAligned().NoWrap()).AddColumn("Licence").AddColumn(new TableColumn("Here").NoWrap());
        foreach (var row in rows)
        {
            var state = State(row) switch { "in use" => "[green]in use[/]", "here" => "[green]here[/]", _ => "[dim]-[/]" };
            table.AddRow(Markup.Escape(Terminal.Printable(row.Name)), Kind(row), Size(row), Markup.Escape(row.Licence ?? "-"), state);
        }
        terminal.Console.Write(table);
        terminal.Console.MarkupLine("[dim]'paperbot models pull NAME' downloads one, 'paperbot models use NAME' chooses it.[/]");
    }

    private static string Kind(Row row) => row.Kind?.ToString().ToLowerInvariant() ?? "-";

    private static string Size(Row row) => row.Bytes is { } bytes ? (row.IsApproximate ? "~" : "") + ByteText.Of(bytes) : "-";

    private static string State(Row row) => row.InUse ? "in use" : row.File is not null ? "here" : "-";

    private sealed record Row(string Name, ModelKind? Kind, string? Tier, long? Bytes, bool IsApproximate, double? MemoryGigabytes, string? Licence, string? File, bool InUse, string Note);
}
