using Microsoft.Extensions.Options;
using PaperBot.Library;
using PaperBot.Models;
using PaperBot.Papers;
using PaperBot.Retrieval.Embedding;
using PaperBot.Retrieval.Indexing;
using PaperBot.Testing;
using PaperBot.Testing.Fakes;

namespace PaperBot.Retrieval.Neural;

public sealed class EmbedLibraryTests : IDisposable
{
    private const string Hash = "hash-1/64";

    private readonly NeuralFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public async Task The_index_goes_over_to_the_neural_space_when_every_paper_is_embedded()
    {
        _fixture.Store(PaperSamples.Many(12));
        var process = _fixture.Open(new HashEmbedder(), new NeuralOptions { ForegroundSeconds = 0 });
        (await process.FindAsync("sparse attention")).IsNeural.ShouldBeFalse();
        process.Index.State.VectorSpace.ShouldBe(StaticEmbedder.SpaceId);

        (await process.EmbedAsync() with { Seconds = 0 }).ShouldBe(new EmbeddingSummary(12, 0, EmbeddingOutcome.Done));

        (process.Index.State.VectorSpace, process.Index.State.Papers, process.Updater.IsBehind).ShouldBe((Hash, 12, false));
        var result = await process.FindAsync("abstract number 7 about sparse attention");
        result.IsNeural.ShouldBeTrue();
        result.Papers[0].Paper.Id.ShouldBe("2400.00007");
        result.Papers[0].Cosine.ShouldBeGreaterThan(0.7);
        result.Papers[0].Sentences.ShouldAllBe(sentence => sentence.NeuralCosine > 0.7);
        result.Papers[0].TableCosine.ShouldNotBeNull();
    }

    [Fact]
    public async Task Papers_are_embedded_in_bulk_and_a_question_as_a_query()
    {
        _fixture.Store(PaperSamples.Arxiv("2401.00001", "On sinks", "One sentence. Another sentence."));
        var embedder = new HashEmbedder();
        var process = _fixture.Open(embedder);
        await process.EmbedAsync();
        embedder.Requests.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            request => request.Texts.ShouldBe(["On sinks. One sentence. Another sentence.", "One sentence.", "Another sentence."]),
            request => (request.IsQuery, request.IsBulk).ShouldBe((false, true)));
        await process.FindAsync("what are sinks?");
        embedder.Requests[^1].ShouldSatisfyAllConditions(
            request => request.Texts.ShouldBe(["what are sinks?"]),
            request => (request.IsQuery, request.IsBulk).ShouldBe((true, false)));
    }

    [Fact]
    public async Task The_newest_papers_come_first_and_a_stopped_run_goes_on_where_it_was()
    {
        _fixture.Store(PaperSamples.Many(12).Select((paper, i) => paper with { Published = new DateOnly(2024, 1, 1).AddDays(i * 7 % 12) }));
        var embedder = new HashEmbedder();
        var process = _fixture.Open(embedder);
        using var stopping = new CancellationTokenSource();
        var seen = new List<EmbeddingProgress>();
        await Should.ThrowAsync<OperationCanceledException>(() => process.EmbedAsync(new Callback(value =>
        {
            seen.Add(value);
            stopping.Cancel();
        }), stopping.Token));
        seen.ShouldHaveSingleItem().ShouldSatisfyAllConditions(value => (value.Done, value.Total).ShouldBe((4, 12)));
        var newest = _fixture.Library.ReadAll().Select(stored => stored.Paper).OrderByDescending(paper => paper.Published).Take(4).Select(IndexedText.Of);
        embedder.Requests.SelectMany(request => request.Texts).Where(text => text.StartsWith("Paper", StringComparison.Ordinal)).ShouldBe(newest);

        var later = new HashEmbedder();
        (await _fixture.Open(later).EmbedAsync()).Embedded.ShouldBe(8);
        later.Requests.SelectMany(request => request.Texts).Count(text => text.StartsWith("Paper", StringComparison.Ordinal)).ShouldBe(8);
    }

    [Fact]
    public async Task Only_a_changed_text_is_embedded_again()
    {
        var papers = PaperSamples.Many(6);
        _fixture.Store(papers);
        await _fixture.Open(new HashEmbedder()).EmbedAsync();
        _fixture.Library.Store([(papers[0], new Listing("hf:daily", new DateOnly(2024, 5, 1), 1, 40)), (papers[1] with { Abstract = papers[1].Abstract + " And it grew longer, about pruning." }, null)]);
        var embedder = new HashEmbedder();
        var process = _fixture.Open(embedder);
        (await process.EmbedAsync()).Embedded.ShouldBe(1);
        embedder.Requests.ShouldHaveSingleItem().Texts[0].ShouldEndWith("about pruning.");
        (await process.FindAsync("it grew longer about pruning")).Papers[0].Sentences[^1].NeuralCosine.ShouldNotBeNull().ShouldBeGreaterThan(0.7);
    }

    [Fact]
    public async Task A_paper_that_gave_up_its_id_leaves_its_vectors()
    {
        var titled = PaperSamples.Titled("Sparse attention");
        _fixture.Store([titled, .. PaperSamples.Many(5)]);
        var process = _fixture.Open(new HashEmbedder());
        await process.EmbedAsync();
        _fixture.Store(PaperSamples.Arxiv("2405.00001", "Sparse Attention"));
        await process.EmbedAsync();
        (process.Space.Embedded, process.Space.Missing).ShouldBe((6, 0));
        (await process.Index.VectorOfAsync(titled.Id, CancellationToken.None)).ShouldBeNull();
        (await process.Index.VectorOfAsync("2405.00001", CancellationToken.None)).ShouldNotBeNull();
    }

    [Fact]
    public async Task The_built_in_space_answers_while_the_library_is_being_embedded()
    {
        _fixture.Store(PaperSamples.Many(12));
        var (reached, released) = (new TaskCompletionSource(), new TaskCompletionSource());
        var process = _fixture.Open(new HashEmbedder(before: async (_, cancellationToken) =>
        {
            reached.TrySetResult();
            await released.Task.WaitAsync(cancellationToken);
        }), new NeuralOptions { BatchSize = 4, ForegroundSeconds = 0 });
        await process.Readiness.EnsureAsync(null, CancellationToken.None);
        var background = BackgroundEmbedding.Start(process.Embed, TimeProvider.System);
        await reached.Task;
        var result = await process.FindAsync("abstract number 7 about sparse attention");
        (result.IsNeural, result.Papers.Count, result.Papers[0].Paper.Id).ShouldBe((false, 12, "2400.00007"));
        released.SetResult();
        await background.DisposeAsync();
    }

    [Fact]
    public async Task Stopping_the_background_keeps_what_is_done()
    {
        _fixture.Store(PaperSamples.Many(12));
        var second = new TaskCompletionSource();
        var process = _fixture.Open(new HashEmbedder(before: (request, cancellationToken) =>
        {
            if (request.Texts[0].Contains("number 12.", StringComparison.Ordinal))
                return Task.CompletedTask;
            second.TrySetResult();
            return Task.Delay(Timeout.Infinite, cancellationToken);
        }), new NeuralOptions { BatchSize = 1 });
        await using (BackgroundEmbedding.Start(process.Embed, TimeProvider.System))
            await second.Task;
        process.Space.Embedded.ShouldBe(1);
    }

    [Fact]
    public async Task Two_processes_embed_once()
    {
        _fixture.Store(PaperSamples.Many(12));
        var (reached, released) = (new TaskCompletionSource(), new TaskCompletionSource());
        var first = _fixture.Open(new HashEmbedder(before: async (_, _) =>
        {
            reached.TrySetResult();
            await released.Task;
        })).EmbedAsync();
        await reached.Task;
        var idle = new HashEmbedder();
        (await _fixture.Open(idle).EmbedAsync()).Outcome.ShouldBe(EmbeddingOutcome.OthersAtWork);
        idle.Requests.ShouldBeEmpty();
        released.SetResult();
        (await first).Embedded.ShouldBe(12);
    }

    [Fact]
    public void Without_a_model_there_is_nothing_to_embed_and_nothing_amiss()
    {
        _fixture.Store(PaperSamples.Many(3));
        using var space = new NeuralSpace(new NeuralEmbedder(GivenModels.Chosen(Options.Create(new ModelOptions { Folder = Path.Combine(_fixture.Library.Folder, "models") })), []), _fixture.Library);
        (space.IsUsable, space.Problem, space.Missing, space.Name).ShouldBe((false, null, 0, null));
    }

    [Fact]
    public async Task An_endpoint_that_has_another_model_now_is_noticed_and_costs_no_answer()
    {
        _fixture.Store(PaperSamples.Many(12));
        await _fixture.Open(new HashEmbedder()).EmbedAsync();
        // The same choice, but what is loaded names another space.
        var process = _fixture.Open(new HashEmbedder("hash-2/64"), new NeuralOptions { ForegroundSeconds = 0 });
        var result = await process.FindAsync("abstract number 7 about sparse attention");
        (result.IsNeural, result.Papers[0].Paper.Id, process.Index.State.VectorSpace).ShouldBe((false, "2400.00007", StaticEmbedder.SpaceId));
        await process.EmbedAsync();
        process.Index.State.VectorSpace.ShouldBe("hash-2/64");
    }

    [Fact]
    public async Task The_background_embeds_papers_that_come_later()
    {
        _fixture.Store(PaperSamples.Many(3));
        var clock = new ManualTimeProvider();
        var process = _fixture.Open(new HashEmbedder());
        await using var background = BackgroundEmbedding.Start(process.Embed, clock);
        while (process.Space.Embedded < 3)
            await Task.Yield();
        _fixture.Store(PaperSamples.Many(5));
        while (process.Space.Embedded < 5)
        {
            clock.Advance(TimeSpan.FromMinutes(1));
            await Task.Yield();
        }
    }

    [Fact]
    public async Task The_model_is_not_loaded_when_there_is_nothing_to_embed()
    {
        _fixture.Store(PaperSamples.Many(3));
        await _fixture.Open(new HashEmbedder()).EmbedAsync();
        (await _fixture.Open(null).EmbedAsync()).Outcome.ShouldBe(EmbeddingOutcome.Done, "this one cannot be loaded");
    }

    private sealed class Callback(Action<EmbeddingProgress> report) : IProgress<EmbeddingProgress>
    {
        public void Report(EmbeddingProgress value) => report(value);
    }
}
