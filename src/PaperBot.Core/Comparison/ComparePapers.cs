using System.Globalization;
using Microsoft.Extensions.AI;
using PaperBot.Answering;
using PaperBot.Comparison.Generative;
using PaperBot.Models;
using PaperBot.Papers;
using PaperBot.Retrieval.Terms;
using PaperBot.Summaries.Ranking;

namespace PaperBot.Comparison;

/// <summary>Compares papers by what their abstracts state: a model writes the cells where one is chosen and the abstracts support it, else their own words.</summary>
public sealed class ComparePapers
{
    public const int FewestPapers = 2;
    public const int MostPapers = 5;
    private const int LabelLength = 40;

    private readonly IEmbeddingGenerator<string, Embedding<float>>? _embedder;
    private readonly RowWriter? _writer;

    /// <param name="embedder">Null when there is none; then aspects in a user's own words are found by words alone.</param>
    /// <param name="writer">Null for never a model.</param>
    internal ComparePapers(IEmbeddingGenerator<string, Embedding<float>>? embedder = null, RowWriter? writer = null) => (_embedder, _writer) = (embedder, writer);

    /// <summary>Compares.</summary>
    /// <param name="papers">2 to 5 papers, all different.</param>
    /// <param name="aspects">Rows in the user's words; empty to have them suggested.</param>
    /// <param name="engine">Who writes: <c>auto</c>, <c>extractive</c> or a model's name.</param>
    /// <exception cref="ArgumentException">Too few or too many papers, or one twice.</exception>
    public async Task<PaperComparison> RunAsync(IReadOnlyList<Paper> papers, IReadOnlyList<string> aspects, string engine, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(papers);
        ArgumentNullException.ThrowIfNull(aspects);
        if (papers.Count is < FewestPapers or > MostPapers || papers.DistinctBy(paper => paper.Id, StringComparer.Ordinal).Count() < papers.Count)
            throw new ArgumentException($"A comparison takes {FewestPapers} to {MostPapers} different papers.", nameof(papers));
        var readers = new List<AspectReader>();
        foreach (var paper in papers)
            readers.Add(new AspectReader(await AnalyzedPaper.ReadAsync(paper, _embedder, cancellationToken).ConfigureAwait(false)));
        var rows = aspects.Count == 0 ? Suggested(readers) : await AskedAsync(aspects, cancellationToken).ConfigureAwait(false);
        var draft = _writer is null || rows.Count == 0 || readers.TrueForAll(reader => reader.Paper.Sentences.Count == 0)
            ? new RowDraft(ChatEngines.Extractive)
            : await _writer.WriteAsync(readers, rows, engine, cancellationToken).ConfigureAwait(false);
        List<ComparisonCell> cells = [.. rows.SelectMany(row => readers.Select(reader => Cell(row, reader, draft)))];
        var (columns, names) = (Columns(papers), rows.ConvertAll(row => row.Name));
        return new PaperComparison(columns, names, cells, Observations.Of(columns, names, cells), Counted(cells, draft, readers.Sum(reader => reader.Checked.Dropped)))
        {
            Engine = cells.Exists(cell => cell.Engine == draft.Engine) ? draft.Engine : ChatEngines.Extractive,
            Note = draft.Note ?? Note(cells, draft),
        };
    }

    private static List<ComparisonRow> Suggested(List<AspectReader> readers) =>
        [.. Aspect.Known.Select(aspect => ComparisonRow.Of(aspect, aspect.Name)).Where(row => readers.Exists(reader => reader.Read(row) is not null))];

    private async Task<List<ComparisonRow>> AskedAsync(IReadOnlyList<string> aspects, CancellationToken cancellationToken)
    {
        var rows = new List<ComparisonRow>();
        foreach (var name in aspects.Select(aspect => aspect.Trim()).Where(aspect => aspect.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase))
        {
            if (Aspect.Find(name) is { } known)
            {
                rows.Add(ComparisonRow.Of(known, name));
                continue;
            }
            var vector = _embedder is null ? default : (await _embedder.GenerateAsync([name], null, cancellationToken).ConfigureAwait(false))[0].Vector;
            rows.Add(new ComparisonRow(name, null, TermSplitter.Split(name).ToHashSet(StringComparer.Ordinal), vector));
        }
        return rows;
    }

    private static ComparisonCell Cell(ComparisonRow row, AspectReader reader, RowDraft draft) => draft.Find(row, reader.Paper.Paper.Id) is { } written
        ? new ComparisonCell(row.Name, reader.Paper.Paper.Id, written) { Engine = draft.Engine }
        : new ComparisonCell(row.Name, reader.Paper.Paper.Id, reader.Read(row));

    private static CheckCount Counted(List<ComparisonCell> cells, RowDraft draft, int dropped) =>
        new(cells.Count(cell => cell.IsStated), draft.Checked.Dropped + dropped);

    private static string? Note(List<ComparisonCell> cells, RowDraft draft)
    {
        var others = cells.Count(cell => cell.IsStated && cell.Engine == ChatEngines.Extractive);
        return draft.Engine == ChatEngines.Extractive || others == 0 ? null
            : string.Create(CultureInfo.InvariantCulture, $"{others} of {cells.Count(cell => cell.IsStated)} cells are the abstracts' own words: what {draft.Engine} wrote there is not supported, or it wrote nothing.");
    }

    private static List<ComparedPaper> Columns(IReadOnlyList<Paper> papers)
    {
        string[] titles = [.. papers.Select(paper => LatexCleaner.Clean(paper.Title))];
        string[] labels = [.. titles.Select(Label)];
        return [.. papers.Select((paper, i) => new ComparedPaper(
            paper.Id, titles[i], labels.Count(label => label == labels[i]) > 1 ? $"{labels[i]} ({paper.Id})" : labels[i],
            paper.Published, paper.Url, paper.Origin == TextOrigin.Description, !string.IsNullOrWhiteSpace(paper.Abstract)))];
    }

    /// <summary>The name before a title's colon when it is short, else the title, cut at a word.</summary>
    private static string Label(string title)
    {
        var colon = title.IndexOf(':', StringComparison.Ordinal);
        var label = colon is > 0 and <= LabelLength ? title[..colon].Trim() : title;
        if (label.Length <= LabelLength)
            return label;
        var blank = label.LastIndexOf(' ', LabelLength);
        return label[..(blank > 0 ? blank : LabelLength)].TrimEnd(',', ';', '-') + "…";
    }
}
