using Microsoft.Extensions.Options;
using PaperBot.Models;
using PaperBot.Retrieval.Ranking;
using PaperBot.Testing;
using PaperBot.Testing.Fakes;

namespace PaperBot.Retrieval;

public sealed class RerankingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public RerankingTests() => File.WriteAllText(_folder.File("judge.gguf"), "weights");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_reranker_reorders_the_first_papers_and_leaves_the_rest_behind()
    {
        var ranked = await RunAsync(new Judge((_, documents) => [.. documents.Select((_, i) => (double)i)]), new RerankingOptions { Weight = 1, Papers = 3 });
        ranked.Select(paper => paper.Paper.Id).ShouldBe(["c", "b", "a", "d"]);
        ranked.Select(paper => paper.Score).ShouldBeInOrder(SortDirection.Descending);
    }

    [Fact]
    public async Task It_reads_the_question_with_title_and_abstract()
    {
        (string, string)? seen = null;
        await RunAsync(new Judge((query, documents) =>
        {
            seen = (query, documents[0]);
            return new double[documents.Count];
        }), new RerankingOptions());
        seen.ShouldBe(("why?", "Title a. Text a."));
    }

    [Fact]
    public async Task Without_weight_or_model_it_is_not_asked()
    {
        var judge = new Judge((_, _) => throw new InvalidOperationException("asked"));
        (await RunAsync(judge, new RerankingOptions { Weight = 0 })).Select(paper => paper.Paper.Id).ShouldBe(["a", "b", "c", "d"]);
        (await RunAsync(judge, new RerankingOptions(), model: "")).Select(paper => paper.Paper.Id).ShouldBe(["a", "b", "c", "d"]);
    }

    [Fact]
    public async Task One_that_is_late_is_not_waited_for()
    {
        var clock = new ManualTimeProvider(DateTimeOffset.UnixEpoch);
        var asked = new TaskCompletionSource();
        var running = RunAsync(new Judge(async (_, _, cancellationToken) =>
        {
            asked.SetResult();
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return [];
        }), new RerankingOptions { Seconds = 2 }, clock: clock);
        await asked.Task;
        while (!running.IsCompleted)
        {
            clock.Advance(TimeSpan.FromSeconds(3));
            await Task.Yield();
        }
        (await running).Select(paper => paper.Paper.Id).ShouldBe(["a", "b", "c", "d"]);
    }

    [Fact]
    public async Task One_that_cannot_be_loaded_changes_nothing() =>
        (await RunAsync(null, new RerankingOptions())).Select(paper => paper.Paper.Id).ShouldBe(["a", "b", "c", "d"]);

    private async Task<List<RankedPaper>> RunAsync(Judge? judge, RerankingOptions options, string? model = null, TimeProvider? clock = null)
    {
        var chosen = GivenModels.Chosen(Options.Create(new ModelOptions { Folder = _folder.File("models"), Reranker = model ?? _folder.File("judge.gguf") }));
        await using var reranking = new Reranking(chosen, [new FakeRuntime(reranker: judge is null ? null : _ => judge)], Options.Create(options), clock ?? TimeProvider.System);
        var papers = "abcd".Select((letter, i) => new RankedPaper(SearchFixture.Paper($"{letter}", $"Title {letter}", $"Text {letter}."), 1 - 0.2 * i, 0, 0, [])).ToList();
        return await reranking.RunAsync("why?", papers, CancellationToken.None);
    }

    private sealed class Judge(Func<string, IReadOnlyList<string>, CancellationToken, Task<IReadOnlyList<double>>> score) : IReranker
    {
        public Judge(Func<string, IReadOnlyList<string>, IReadOnlyList<double>> score)
            : this((query, documents, _) => Task.FromResult(score(query, documents)))
        {
        }

        public Task<IReadOnlyList<double>> ScoreAsync(string query, IReadOnlyList<string> documents, CancellationToken cancellationToken) => score(query, documents, cancellationToken);

        public void Dispose()
        {
        }
    }
}
