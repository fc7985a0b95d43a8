using Microsoft.Extensions.AI;
using PaperBot.Qdrant.Server;
using PaperBot.Retrieval;
using PaperBot.Retrieval.Indexing;
using PaperBot.Retrieval.Terms;

namespace PaperBot.Qdrant;

/// <summary>Scores and counts over the starter papers, against the index that scores every paper in double precision.</summary>
public sealed class ScoreTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task Scores_are_bm25_and_cosine_and_counts_of_terms_are_exact()
    {
        await using var server = await FakeQdrant.StartedAsync();
        await using var bot = new Bot(server.Address);
        await bot.Get<LibraryReadiness>().EnsureAsync(null, None);
        var papers = (await bot.Updater.ReadAfterAsync(0, None)).Papers;
        var exhaustive = new MemoryPaperIndex();
        await exhaustive.UpsertAsync(papers, 1, None);

        string[] terms = [.. papers.SelectMany(paper => TermSplitter.SplitForIndex(IndexedText.Of(paper.Paper))).Distinct(), "neveroccurring", "", "of"];
        terms.Length.ShouldBeGreaterThan(1000);
        (await bot.Qdrant.CountPapersWithAsync(terms, None)).ShouldBe(await exhaustive.CountPapersWithAsync(terms, None));

        var embedder = bot.Get<IEmbeddingGenerator<string, Embedding<float>>>();
        foreach (var question in papers.Take(20).Select(paper => paper.Paper.Title))
        {
            foreach (var weight in new[] { 0, 0.4, 1 })
            {
                var query = new IndexQuery { Terms = TermSplitter.SplitForIndex(question), Vector = (await embedder.GenerateAsync([question]))[0].Vector, VectorWeight = weight, Limit = 20 };
                var (found, expected) = (await bot.Qdrant.SearchAsync(query, None), await exhaustive.SearchAsync(query, None));
                found.Select(hit => hit.PaperId).ShouldBe(expected.Select(hit => hit.PaperId));
                foreach (var (a, b) in found.Zip(expected))
                {
                    a.Score.ShouldBe(b.Score, 1e-4);
                    a.Bm25.ShouldBe(b.Bm25, 1e-4);
                    a.Cosine.ShouldBe(b.Cosine, 1e-5);
                }
            }
        }
    }
}
