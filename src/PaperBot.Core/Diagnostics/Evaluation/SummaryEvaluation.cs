using Microsoft.Extensions.AI;
using PaperBot.Models;
using PaperBot.Papers;
using PaperBot.Summaries;
using PaperBot.Summaries.Compression;
using PaperBot.Summaries.Ranking;

namespace PaperBot.Diagnostics.Evaluation;

/// <summary>Measures one-sentence summaries against those people wrote.</summary>
/// <param name="embedder">Null when there is none.</param>
/// <param name="summarize">Writes as a model does, when one is asked for; null for never.</param>
public sealed class SummaryEvaluation(IEmbeddingGenerator<string, Embedding<float>>? embedder = null, SummarizePaper? summarize = null)
{
    private sealed record Case(SummaryCase Item, AnalyzedPaper Paper, string Chosen)
    {
        /// <summary>What each engine made of it.</summary>
        public IReadOnlyDictionary<string, Summary> Written { get; init; } = new Dictionary<string, Summary>(StringComparer.Ordinal);
    }

    /// <summary>Measures on a file of JSON Lines with <c>paper_id</c>, <c>title</c>, <c>abstract</c> and <c>references</c>; papers without a sentence are left out.</summary>
    /// <param name="file">Its path.</param>
    /// <param name="engines">Models whose lines are measured beside PaperBot's own.</param>
    /// <param name="most">So many papers from the beginning at most.</param>
    /// <exception cref="EvaluationException">A line is of another form.</exception>
    public async Task<SummaryReport> RunAsync(string file, IReadOnlyList<string> engines, int most, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(engines);
        var cases = new List<Case>();
        foreach (var item in SummaryCase.Read(file).Take(most))
        {
            var paper = await AnalyzedPaper.ReadAsync(item.Paper, embedder, cancellationToken).ConfigureAwait(false);
            if (paper.Sentences.Count > 0)
                cases.Add(new Case(item, paper, new SentencePicker(paper, Audience.Expert).Ranked.First().Text) { Written = await WriteAsync(item.Paper, engines, cancellationToken).ConfigureAwait(false) });
        }
        var baselines = new SummaryBaselines([.. cases.Select(one => one.Paper)]);
        var written = engines.Select(engine => Written(cases, engine)).OfType<WrittenLines>().ToList();
        return new SummaryReport(cases.Count, cases.Count(one => one.Item.IsForFitting),
        [
            Measure("first sentence", cases, one => one.Paper.Sentences[0].Text),
            Measure("last sentence", cases, one => one.Paper.Sentences[^1].Text),
            Measure("tf-idf centroid", cases, one => one.Paper.Sentences[baselines.Centroid(one.Paper)].Text),
            Measure("first with a cue", cases, one => one.Paper.Sentences[SummaryBaselines.Cue(one.Paper)].Text),
            Measure("PaperBot, whole sentence", cases, one => one.Chosen),
            Measure("PaperBot", cases, one => SentenceCompressor.Compress(one.Chosen)),
            .. written.SelectMany(lines => OfEngine(cases, lines)),
            Measure("best single sentence", cases, one => one.Paper.Sentences.MaxBy(sentence => Rouge.Best(sentence.Text, one.Item.References).One)!.Text),
        ])
        {
            Written = written,
        };
    }

    private async Task<IReadOnlyDictionary<string, Summary>> WriteAsync(Paper paper, IReadOnlyList<string> engines, CancellationToken cancellationToken)
    {
        var written = new Dictionary<string, Summary>(StringComparer.Ordinal);
        foreach (var engine in engines.Where(engine => engine != ChatEngines.Extractive && summarize is not null))
            written[engine] = await summarize!.RunAsync(paper, new SummaryRequest { Length = SummaryLength.Line, Engine = engine }, cancellationToken).ConfigureAwait(false);
        return written;
    }

    /// <summary>All its lines, whoever had to write them; where some are not its own, those that are beside PaperBot's of the same papers.</summary>
    private static IEnumerable<SummaryMethodScore> OfEngine(List<Case> cases, WrittenLines lines)
    {
        yield return Measure(lines.Engine, cases, one => Text(one.Written[lines.Requested]));
        var own = cases.FindAll(one => one.Written[lines.Requested].Engine != ChatEngines.Extractive);
        if (own.Count == 0 || own.Count == cases.Count)
            yield break;
        yield return Measure("  its own lines", own, one => Text(one.Written[lines.Requested]));
        yield return Measure("  PaperBot, same papers", own, one => SentenceCompressor.Compress(one.Chosen));
    }

    /// <summary>Null for an engine that is no model: nothing was asked for that PaperBot's own line is not.</summary>
    private static WrittenLines? Written(List<Case> cases, string engine)
    {
        List<Summary> summaries = [.. cases.Where(one => one.Written.ContainsKey(engine)).Select(one => one.Written[engine])];
        var own = summaries.FindAll(summary => summary.Engine != ChatEngines.Extractive);
        if (own.Count == 0 && summaries.TrueForAll(summary => summary.Note is null))
            return null;
        return new WrittenLines(
            engine, own.Count > 0 ? own[0].Engine : engine, own.Count, summaries.Sum(summary => summary.Checked.Dropped),
            [.. summaries.Select(summary => summary.Note).OfType<string>().CountBy(note => note, StringComparer.Ordinal).OrderByDescending(pair => pair.Value).Select(pair => new NoteCount(pair.Key, pair.Value))]);
    }

    private static string Text(Summary summary) => string.Join(' ', summary.Parts.SelectMany(part => part.Claims).Select(claim => claim.Text));

    private static SummaryMethodScore Measure(string name, List<Case> cases, Func<Case, string> summarize)
    {
        var rows = cases.ConvertAll(one =>
        {
            var text = summarize(one);
            return (one.Item.IsForFitting, Score: Rouge.Best(text, one.Item.References), Words: Rouge.Words(text).Count);
        });
        return new SummaryMethodScore(
            name,
            Mean(rows.Select(row => row.Score)),
            Mean(rows.Where(row => row.IsForFitting).Select(row => row.Score)),
            Mean(rows.Where(row => !row.IsForFitting).Select(row => row.Score)),
            rows.Count == 0 ? 0 : rows.Average(row => row.Words));
    }

    private static RougePair? Mean(IEnumerable<RougeScore> scores)
    {
        RougeScore[] all = [.. scores];
        return all.Length == 0 ? null : new RougePair(all.Average(score => score.One), all.Average(score => score.Longest));
    }
}
