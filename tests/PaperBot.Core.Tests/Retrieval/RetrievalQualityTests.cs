using System.Text.Json;
using Microsoft.Extensions.Options;
using PaperBot.Diagnostics.Evaluation;
using PaperBot.Papers;
using PaperBot.Retrieval.Embedding;
using PaperBot.Retrieval.Indexing;
using PaperBot.Retrieval.Indexing.Embedded;
using PaperBot.Retrieval.Ranking;
using PaperBot.Testing;
using PaperBot.Tests;

namespace PaperBot.Retrieval;

/// <summary>Holds the measured quality of the defaults, so that a change that costs some is seen.</summary>
public sealed class RetrievalQualityTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("paperbot-quality-");

    public void Dispose() => _folder.Delete(recursive: true);

    [SharedFact("seeds/000_49bf7c5cff6af621.txt")]
    public async Task Questions_find_their_paper_among_the_first_five()
    {
        using var index = new EmbeddedPaperIndex(Path.Combine(_folder.FullName, "index"), new IndexOptions(), TimeProvider.System);
        var papers = SharedPapers.Seeds().ToDictionary(paper => paper.Id, StringComparer.Ordinal);
        await index.UpsertAsync([.. papers.Values.Select(paper => new IndexedPaper(paper, null, [], SearchFixture.Table.Embed(IndexedText.Of(paper))) { VectorSpace = StaticEmbedder.SpaceId })], 1, CancellationToken.None);
        var ranker = new PaperRanker(index, SearchFixture.Embedder, SearchFixture.Table, ids => [.. ids.Select(id => papers[id])], new RankingOptions());

        (await FoundAsync(ranker, "development.jsonl")).ShouldBeGreaterThanOrEqualTo(0.96);
        (await FoundAsync(ranker, "heldout.jsonl")).ShouldBeGreaterThanOrEqualTo(0.95);
    }

    [SharedFact("eval/scifact/corpus.jsonl")]
    public async Task Scifact_is_ranked_as_measured() => await ShouldReachAsync("scifact", bm25: 0.675, fused: 0.715);

    [SharedFact("eval/scitldr/corpus.jsonl")]
    public async Task Scitldr_is_ranked_as_measured() => await ShouldReachAsync("scitldr", bm25: 0.72, fused: 0.775);

    private static async Task ShouldReachAsync(string collection, double bm25, double fused)
    {
        var evaluation = new RetrievalEvaluation(
            Options.Create(new RankingOptions()),
            Options.Create(new IndexOptions()),
            TimeProvider.System,
            new BuiltInEmbedder(Options.Create(new EmbedderOptions { TablePath = Path.Combine(Repository.Root, "models", "science-static.bin") })),
            SearchFixture.Embedder);

        var report = await evaluation.RunAsync(SharedFiles.Path("eval/" + collection), null, null, CancellationToken.None);

        report.Ways[0].Ndcg10.ShouldBeGreaterThanOrEqualTo(bm25);
        report.Ways[2].Ndcg10.ShouldBeGreaterThanOrEqualTo(fused);
    }

    private static async Task<double> FoundAsync(PaperRanker ranker, string file)
    {
        var (asked, found) = (0, 0);
        foreach (var line in File.ReadLines(Path.Combine(Repository.Root, "tests", "questions", file)))
        {
            using var question = JsonDocument.Parse(line);
            if (!question.RootElement.TryGetProperty("paper_title", out var title))
                continue;
            var ranking = await ranker.RunAsync(question.RootElement.GetProperty("question").GetString()!, PaperFilter.None, 5, CancellationToken.None);
            asked++;
            found += ranking.Papers.Any(paper => paper.Paper.Id == PaperId.FromTitle(title.GetString()!)) ? 1 : 0;
        }
        return (double)found / asked;
    }
}
