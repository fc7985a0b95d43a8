using Microsoft.Extensions.AI;
using PaperBot.Retrieval.Embedding;
using PaperBot.Retrieval.Indexing;
using PaperBot.Testing;
using PaperBot.Testing.Fakes;

namespace PaperBot.Retrieval.Neural;

public sealed class NeuralSpaceTests : IDisposable
{
    private const string Hash = "hash-1/64";

    private readonly NeuralFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public async Task Without_the_model_file_the_index_goes_back_to_the_built_in_space_and_says_why()
    {
        await EmbeddedAsync(12);
        File.Delete(_fixture.ModelPath);
        var process = _fixture.Open(new HashEmbedder());
        var result = await process.FindAsync("abstract number 7 about sparse attention");
        (result.IsNeural, result.Papers[0].Paper.Id, process.Index.State.VectorSpace).ShouldBe((false, "2400.00007", StaticEmbedder.SpaceId));
        process.Readiness.Notice.ShouldNotBeNull().ShouldContain(_fixture.ModelPath);

        File.WriteAllText(_fixture.ModelPath, "weights");
        var embedder = new HashEmbedder();
        (await _fixture.Open(embedder).FindAsync("abstract number 7")).IsNeural.ShouldBeTrue("the vectors were kept");
        embedder.Requests.ShouldHaveSingleItem().IsQuery.ShouldBeTrue();
    }

    [Fact]
    public async Task Without_the_adapter_the_index_goes_back_to_the_built_in_space()
    {
        await EmbeddedAsync(12);
        var process = _fixture.Open(new HashEmbedder(), runtime: "other");
        (await process.FindAsync("sparse attention")).IsNeural.ShouldBeFalse();
        process.Index.State.VectorSpace.ShouldBe(StaticEmbedder.SpaceId);
        process.Readiness.Notice.ShouldNotBeNull().ShouldContain("adapter llama");
    }

    [Fact]
    public async Task A_model_that_turns_out_not_to_load_costs_no_answer()
    {
        await EmbeddedAsync(12);
        var process = _fixture.Open(null);
        var result = await process.FindAsync("abstract number 7 about sparse attention");
        (result.IsNeural, result.Papers[0].Paper.Id, process.Index.State.VectorSpace).ShouldBe((false, "2400.00007", StaticEmbedder.SpaceId));
        result.Papers[0].Cosine.ShouldBeGreaterThan(0);
        process.Readiness.Notice.ShouldNotBeNull().ShouldContain("cannot be loaded");
    }

    [Fact]
    public async Task A_few_new_papers_are_embedded_before_the_answer()
    {
        await EmbeddedAsync(12);
        _fixture.Store(PaperSamples.Arxiv("2401.00001", "On sinks", "Sinks swallow attention."));
        var process = _fixture.Open(new HashEmbedder());
        var result = await process.FindAsync("sinks swallow attention");
        (result.Papers[0].Paper.Id, process.Readiness.Notice).ShouldBe(("2401.00001", null));
        result.Papers[0].Sentences.ShouldHaveSingleItem().NeuralCosine.ShouldNotBeNull().ShouldBeGreaterThan(0.9);
    }

    [Fact]
    public async Task Many_new_papers_are_found_by_their_terms_until_they_are_embedded_and_one_line_says_so()
    {
        await EmbeddedAsync(12);
        _fixture.Store(PaperSamples.Arxiv("2401.00001", "On sinks", "Sinks swallow attention."), PaperSamples.Arxiv("2401.00002", "On drains", "Drains take the rest."));
        var embedder = new HashEmbedder();
        var process = _fixture.Open(embedder, new NeuralOptions { BatchSize = 4, ForegroundSeconds = 0 });
        var result = await process.FindAsync("sinks swallow attention");
        (result.IsNeural, result.Papers[0].Paper.Id).ShouldBe((true, "2401.00001"));
        result.Papers[0].Sentences.ShouldAllBe(sentence => sentence.NeuralCosine == null);
        embedder.Requests.ShouldAllBe(request => request.IsQuery);
        process.Readiness.Notice.ShouldBe("2 papers are not embedded with mini yet; 'paperbot reindex' does it.");

        await process.EmbedAsync();
        (await process.Index.VectorOfAsync("2401.00001", CancellationToken.None)).ShouldNotBeNull("the index takes in vectors that came after the paper");
        (process.Updater.IsBehind, process.Readiness.Notice).ShouldBe((false, null));
    }

    [Fact]
    public async Task When_most_of_the_library_is_new_the_built_in_space_serves_until_all_is_embedded()
    {
        await EmbeddedAsync(12);
        _fixture.Store(PaperSamples.Many(40));
        var process = _fixture.Open(new HashEmbedder(), new NeuralOptions { ForegroundSeconds = 0 });
        (await process.FindAsync("abstract number 33")).IsNeural.ShouldBeFalse();
        process.Index.State.VectorSpace.ShouldBe(StaticEmbedder.SpaceId);
        (await process.EmbedAsync()).Embedded.ShouldBe(28);
        (await process.FindAsync("abstract number 33")).IsNeural.ShouldBeTrue();
    }

    [Fact]
    public async Task Another_models_vectors_are_deleted_once_the_new_one_serves()
    {
        await EmbeddedAsync(6);
        var before = _fixture.VectorFiles.ShouldHaveSingleItem();
        File.WriteAllText(_fixture.ModelPath, "other weights");
        var process = _fixture.Open(new HashEmbedder("hash-2/64"), new NeuralOptions { ForegroundSeconds = 0 });
        (await process.FindAsync("sparse attention")).IsNeural.ShouldBeFalse("the new space is not whole yet");
        _fixture.VectorFiles.ShouldBe([before]);
        await process.EmbedAsync();
        process.Index.State.VectorSpace.ShouldBe("hash-2/64");
        _fixture.VectorFiles.ShouldHaveSingleItem().ShouldNotBe(before);
    }

    [Fact]
    public async Task Vectors_are_derived_a_deleted_file_is_made_anew()
    {
        await EmbeddedAsync(6);
        foreach (var file in _fixture.VectorFiles)
            VectorDatabase.Delete(file);
        var process = _fixture.Open(new HashEmbedder(), new NeuralOptions { ForegroundSeconds = 0 });
        (await process.FindAsync("abstract number 3")).Papers[0].Paper.Id.ShouldBe("2400.00003");
        (await process.EmbedAsync()).Embedded.ShouldBe(6);
        process.Index.State.VectorSpace.ShouldBe(Hash);
    }

    [Fact]
    public async Task A_damaged_file_of_vectors_costs_no_answer_and_is_made_anew()
    {
        await EmbeddedAsync(6);
        var file = _fixture.VectorFiles.ShouldHaveSingleItem();
        File.Delete(file + "-wal");
        await File.WriteAllTextAsync(file, new string('x', 100_000));
        var process = _fixture.Open(new HashEmbedder(), new NeuralOptions { ForegroundSeconds = 0 });
        (await process.FindAsync("abstract number 3")).Papers[0].Paper.Id.ShouldBe("2400.00003");
        (await process.EmbedAsync()).Embedded.ShouldBe(6);
        (await process.FindAsync("abstract number 3")).IsNeural.ShouldBeTrue();
    }

    [Fact]
    public async Task A_rebuild_keeps_the_neural_space_and_needs_no_model()
    {
        await EmbeddedAsync(12);
        var embedder = new HashEmbedder();
        var process = _fixture.Open(embedder);
        var summary = await process.Updater.RunAsync(rebuild: true, null, CancellationToken.None);
        (summary.WasRebuilt, summary.Papers, process.Index.State.VectorSpace).ShouldBe((true, 12, Hash));
        embedder.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_old_space_serves_until_the_new_one_is_whole()
    {
        _fixture.Store(PaperSamples.Many(12));
        var process = _fixture.Open(new HashEmbedder(), new NeuralOptions { ForegroundSeconds = 0 });
        await process.Readiness.EnsureAsync(null, CancellationToken.None);
        var seen = new List<(string?, int)>();
        await process.Embed.RunAsync(null, new Callback(() => seen.Add((process.Index.State.VectorSpace, process.Index.State.Papers))), CancellationToken.None);
        seen[0].ShouldBe((StaticEmbedder.SpaceId, 12), "batches of five: the first two are in, the whole is not");
        process.Index.State.VectorSpace.ShouldBe(Hash);
    }

    [Fact]
    public async Task Similar_papers_are_those_near_by_the_stored_vector()
    {
        _fixture.Store(
            PaperSamples.Arxiv("2401.00001", "On sinks", "Sinks swallow attention."), PaperSamples.Arxiv("2401.00002", "About sinks", "Sinks swallow all attention."),
            PaperSamples.Arxiv("2401.00003", "Graphs", "Random walks on molecules."));
        var process = _fixture.Open(new HashEmbedder());
        await process.EmbedAsync();
        var similar = await new SimilarPapers(_fixture.Library, process.Index, SearchFixture.Embedder).RunAsync(_fixture.Library.Find("2401.00001")!.Paper, PaperFilter.None, 5, CancellationToken.None);
        similar[0].Paper.Id.ShouldBe("2401.00002");
        similar[0].Cosine.ShouldBeGreaterThan(0.5);
    }

    [Fact]
    public void The_name_of_a_space_cannot_leave_the_folder() =>
        NeuralSpace.FileName("../../Mini LM\n/384").ShouldMatch("^vectors-[a-z0-9-]+\\.db$");

    private async Task EmbeddedAsync(int papers)
    {
        _fixture.Store(PaperSamples.Many(papers));
        using var process = _fixture.Open(new HashEmbedder());
        await process.EmbedAsync();
        process.Index.State.VectorSpace.ShouldBe(Hash);
    }

    private sealed class Callback(Action report) : IProgress<IndexProgress>
    {
        public void Report(IndexProgress value) => report();
    }
}
