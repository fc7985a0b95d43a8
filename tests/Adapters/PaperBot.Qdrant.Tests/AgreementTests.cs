using System.Text.Json;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;
using PaperBot.Qdrant.Server;
using PaperBot.Retrieval;
using PaperBot.Retrieval.Embedding;
using PaperBot.Retrieval.Indexing;
using PaperBot.Retrieval.Indexing.Embedded;
using PaperBot.Retrieval.Ranking;
using PaperBot.Retrieval.Terms;
using PaperBot.Testing;
using PaperBot.Tests;
using Xunit.Abstractions;

namespace PaperBot.Qdrant;

/// <summary>The same papers through both indexes.</summary>
public sealed class AgreementTests(ITestOutputHelper output)
{
    private static readonly CancellationToken None = CancellationToken.None;

    [SharedFact("seeds")]
    public async Task Nineteen_of_twenty_questions_find_the_same_five_papers_as_in_the_embedded_index()
    {
        var same = await AgreementAsync("convex");
        same.Search.ShouldBeGreaterThanOrEqualTo(0.95);
        same.Index.ShouldBeGreaterThanOrEqualTo(0.95);
        same.Exhaustive.ShouldBeGreaterThanOrEqualTo(0.98, "the embedded index rounds vectors, this one does not");
    }

    // Ranks say less than scores: the reason why this is not the default.
    [SharedFact("seeds")]
    public async Task Fusing_by_ranks_in_the_server_mostly_finds_the_same_paper_first()
    {
        var same = await AgreementAsync("rrf");
        same.First.ShouldBeGreaterThanOrEqualTo(0.6);
    }

    private async Task<Agreement> AgreementAsync(string fusion)
    {
        await using var server = await FakeQdrant.StartedAsync();
        await using var bot = new Bot(server.Address, ("Qdrant:Fusion", fusion), ("Qdrant:BatchSize", "256"));
        bot.Library.Store([.. SharedPapers.Seeds().Select(paper => (paper, (Papers.Listing?)null))]);
        await bot.Updater.RunAsync(rebuild: false, null, None);
        var (embedded, qdrant, exhaustive) = ((IPaperIndex)bot.Get<EmbeddedPaperIndex>(), (IPaperIndex)bot.Qdrant, new MemoryPaperIndex());
        qdrant.State.Papers.ShouldBe(embedded.State.Papers);
        await exhaustive.UpsertAsync((await bot.Updater.ReadAfterAsync(0, None)).Papers, 1, None);
        var same = new List<(bool Search, bool Index, bool Exhaustive, bool First)>();
        foreach (var line in File.ReadLines(Path.Combine(Repository.Root, "tests", "questions", "development.jsonl")))
        {
            var question = JsonDocument.Parse(line).RootElement.GetProperty("question").GetString()!;
            var (a, b) = (await HitsAsync(bot, embedded, question), await HitsAsync(bot, qdrant, question));
            same.Add((
                (await SearchAsync(bot, embedded, question)).SetEquals(await SearchAsync(bot, qdrant, question)),
                a.ToHashSet().SetEquals(b), b.SequenceEqual(await HitsAsync(bot, exhaustive, question)), a[0] == b[0]));
        }
        output.WriteLine(
            $"{fusion}, {embedded.State.Papers} papers, {same.Count} questions: same five of the search {same.Count(one => one.Search)}, of the index {same.Count(one => one.Index)}, " +
            $"in the order of the exhaustive index {same.Count(one => one.Exhaustive)}, same first {same.Count(one => one.First)}");
        return new Agreement(same.Average(one => one.Search ? 1 : 0), same.Average(one => one.Index ? 1 : 0), same.Average(one => one.Exhaustive ? 1 : 0), same.Average(one => one.First ? 1 : 0));
    }

    private static async Task<HashSet<string>> SearchAsync(Bot bot, IPaperIndex index, string question)
    {
        var search = new PaperSearch(
            bot.Library, index, bot.Get<IEmbeddingGenerator<string, Embedding<float>>>(), bot.Get<LibraryReadiness>(),
            bot.Get<IOptions<RankingOptions>>(), bot.Clock, bot.Get<BuiltInEmbedder>());
        return [.. (await search.RunAsync(new SearchRequest(question), None)).Papers.Take(5).Select(paper => paper.Paper.Id)];
    }

    private static async Task<IReadOnlyList<string>> HitsAsync(Bot bot, IPaperIndex index, string question)
    {
        var vector = await bot.Get<IEmbeddingGenerator<string, Embedding<float>>>().GenerateAsync([question]);
        var query = new IndexQuery { Terms = TermSplitter.SplitForIndex(question), Vector = vector[0].Vector, VectorWeight = 0.5, Limit = 5 };
        return [.. (await index.SearchAsync(query, None)).Select(hit => hit.PaperId)];
    }

    /// <summary>Share of the questions with the same result.</summary>
    /// <param name="Search">The five papers of a search.</param>
    /// <param name="Index">The five papers of the index.</param>
    /// <param name="Exhaustive">The five papers of the exhaustive index, in order.</param>
    /// <param name="First">The first paper of the index.</param>
    private sealed record Agreement(double Search, double Index, double Exhaustive, double First);
}
