using System.CommandLine;
using System.Globalization;
using PaperBot.Retrieval.Indexing;
using PaperBot.Retrieval.Neural;
using PaperBot.Sources;
using PaperBot.Sources.Ingestion;

namespace PaperBot.Commands;

/// <summary><c>paperbot ingest</c></summary>
internal sealed class IngestVerb
{
    private readonly Argument<string[]> _inputs = new("source")
    {
        Description = "Files, folders, links or sources, such as hf:daily, arxiv:cs.CL+cs.AI or arxiv:2404.15574.",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<DateOnly?> _date = Day("--date", "One day of a daily page.");
    private readonly Option<string?> _week = Pattern("--week", "An ISO week.", "YYYY-Www", value => value.Length == 8 && value[5] == 'W' && IsNumber(value[..4], 1, 9999) && value[4] == '-' && IsNumber(value[6..], 1, 53));
    private readonly Option<string?> _month = Pattern("--month", "A month.", "YYYY-MM", value => value.Length == 7 && value[4] == '-' && IsNumber(value[..4], 1, 9999) && IsNumber(value[5..], 1, 12));
    private readonly Option<DateOnly?> _since = Day("--since", "Everything from this day on.");
    private readonly Option<int?> _pageYear = new("--page-year") { Description = "Year of capture for saved pages that print days without a year.", HelpName = "YEAR" };
    private readonly Option<int?> _limit = new("--limit") { Description = "At most so many papers a source.", HelpName = "N" };
    private readonly Option<bool> _strict = new("--strict") { Description = "Exit with 1 when any part of the input could not be used." };
    private readonly Option<bool> _noIndex = new("--no-index") { Description = "Leave the index to the next search and the neural embedder to 'paperbot reindex'." };
    private readonly Option<bool> _verbose = new("--verbose") { Description = "Print every rejected part, not only the first 50 of a source." };

    public static Command Create() => new IngestVerb().Build();

    private Command Build()
    {
        var command = CommandLine.Verb(
            "ingest",
            "Read papers into the library. Can be stopped and repeated: it goes on where it stopped and stores nothing twice.",
            "paperbot ingest hf:daily --since 2024-05-01\npaperbot ingest arxiv-metadata.jsonl.gz saved-pages/",
            RunAsync,
            readsLibrary: false);
        command.Add(_inputs);
        foreach (var option in new Option[] { _date, _week, _month, _since, _pageYear, _limit, _strict, _noIndex, _verbose })
            command.Add(option);
        command.Validators.Add(result =>
        {
            if (new Option[] { _date, _week, _month, _since }.Count(option => result.GetResult(option) is not null) > 1)
                result.AddError("Only one of --date, --week, --month and --since can be given.");
            if (result.GetResult(_limit) is not null && result.GetValue(_limit) < 1)
                result.AddError("--limit must be at least 1.");
            if (result.GetResult(_pageYear) is not null && result.GetValue(_pageYear) is < 1991 or > 9999)
                result.AddError("--page-year must be a year from 1991 on.");
        });
        return command;
    }

    private async Task<int> RunAsync(VerbContext context, CancellationToken cancellationToken)
    {
        var parsed = context.Parsed;
        var request = new IngestRequest(parsed.GetValue(_inputs)!)
        {
            Options = new SourceOptions
            {
                Date = parsed.GetValue(_date),
                Week = parsed.GetValue(_week),
                Month = parsed.GetValue(_month),
                Since = parsed.GetValue(_since),
                PageYear = parsed.GetValue(_pageYear),
                Limit = parsed.GetValue(_limit),
            },
        };
        var (terminal, updater) = (context.Terminal, context.Get<IndexUpdater>());
        var summary = await IngestDisplay.ShowAsync(
            terminal, parsed.GetValue(_verbose), progress => context.Get<IngestPapers>().RunAsync(request, progress, cancellationToken));
        IndexUpdateSummary? indexed = null;
        EmbeddingSummary? embedded = null;
        if (!parsed.GetValue(_noIndex) && !summary.WasStopped)
        {
            await IndexDisplay.ShowAsync(terminal, updater.IsBehind, async progress => indexed = await updater.RunAsync(rebuild: false, progress, cancellationToken));
            embedded = await EmbeddingDisplay.RunAsync(context, cancellationToken);
        }
        Render(terminal, summary, indexed, EmbeddingDisplay.Json(context, embedded));
        EmbeddingDisplay.Report(context, embedded);
        return summary.WasStopped ? ExitCode.Cancelled : summary.HasFailures || (parsed.GetValue(_strict) && summary.Rejected > 0) ? ExitCode.Failure : ExitCode.Done;
    }

    private static void Render(Terminal terminal, IngestSummary summary, IndexUpdateSummary? indexed, object? embedding)
    {
        if (terminal.IsJson)
        {
            terminal.WriteJson(new
            {
                sources = summary.Sources,
                summary.Papers,
                summary.Listings,
                summary.Added,
                summary.Rejected,
                stopped = summary.WasStopped,
                index = indexed is null ? null : new { indexed.Indexed, indexed.Papers, indexed.Seconds },
                embedding,
            });
            return;
        }
        terminal.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{summary.Listings:N0} listings read, {summary.Added:N0} new papers, {summary.Rejected:N0} rejected; the library holds {summary.Papers:N0} papers."));
        if (indexed is { Indexed: > 0 })
            terminal.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Index: {indexed.Indexed:N0} papers in {indexed.Seconds:0.0} s."));
        if (summary.WasStopped)
            terminal.Error.WriteLine("paperbot: stopped. What was read is stored; the same command goes on from there.");
    }

    private static Option<DateOnly?> Day(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "YYYY-MM-DD",
        CustomParser = result =>
        {
            if (DateOnly.TryParseExact(result.Tokens[0].Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
                return day;
            result.AddError($"{name}: '{result.Tokens[0].Value}' is not a day of the form 2024-05-31.");
            return null;
        },
    };

    private static Option<string?> Pattern(string name, string description, string form, Predicate<string> isValid)
    {
        var option = new Option<string?>(name) { Description = description, HelpName = form };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !isValid(token.Value))
                result.AddError($"{name}: '{token.Value}' is not of the form {form}.");
        });
        return option;
    }

    private static bool IsNumber(string text, int low, int high) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= low && number <= high;
}
