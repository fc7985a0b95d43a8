using PaperBot.Papers;
using PaperBot.Retrieval.Indexing;
using PaperBot.Retrieval.Terms;
using Shouldly;
using Xunit;

namespace PaperBot.Testing;

/// <summary>What every <see cref="IPaperIndex"/> does. A test class for an implementation derives from it.</summary>
public abstract class PaperIndexConformance
{
    private static readonly CancellationToken None = CancellationToken.None;

    /// <summary>A new, empty index.</summary>
    protected abstract Task<IPaperIndex> CreateAsync();

    /// <summary>The same index as another process would open it; an index without persistence gives back itself.</summary>
    protected abstract Task<IPaperIndex> ReopenAsync(IPaperIndex index);

    [Fact]
    public async Task A_new_index_is_empty()
    {
        var index = await CreateAsync();
        index.State.Papers.ShouldBe(0);
        index.State.Revision.ShouldBe(0);
        index.State.VectorSpace.ShouldBeNull();
        (await Search(index, "anything")).ShouldBeEmpty();
        (await index.CountPapersWithAsync(["anyth"], None)).ShouldBe([0]);
        (await index.VectorOfAsync("nothing", None)).ShouldBeNull();
    }

    [Fact]
    public async Task An_added_paper_is_found_by_words_of_its_title_and_of_its_abstract()
    {
        var index = await Filled(Paper("a", "Attention sinks", "Streaming models keep the first tokens."), Paper("b", "Graph kernels", "Random walks on molecules."));
        (await Search(index, "attention")).Select(hit => hit.PaperId).ShouldBe(["a"]);
        (await Search(index, "molecules walking")).Select(hit => hit.PaperId).ShouldBe(["b"]);
        index.State.Papers.ShouldBe(2);
        index.State.Revision.ShouldBe(1);
    }

    [Fact]
    public async Task A_paper_that_comes_again_replaces_the_one_with_its_id()
    {
        var index = await Filled(Paper("a", "Old title", "About cats."), Paper("b", "Other", "About cats too."));
        await index.UpsertAsync([Paper("a", "New title", "About dogs.")], 2, None);
        (await Search(index, "cats")).Select(hit => hit.PaperId).ShouldBe(["b"]);
        (await Search(index, "dogs")).Select(hit => hit.PaperId).ShouldBe(["a"]);
        index.State.Papers.ShouldBe(2);
        index.State.Revision.ShouldBe(2);
        (await index.CountPapersWithAsync(["cat", "dog"], None)).ShouldBe([1, 1]);
    }

    [Fact]
    public async Task Replacing_everything_leaves_only_the_new_papers_in_their_space()
    {
        var index = await Filled(Paper("a", "Attention sinks", "First tokens."), Paper("b", "Graph kernels", "Random walks."));
        await index.ReplaceAsync(Batches([InSpace("b", "Graph kernels", "two")], [InSpace("c", "Sorting networks", "two")]), 7, None);
        (index.State.Papers, index.State.Revision, index.State.VectorSpace).ShouldBe((2, 7, "two"));
        (await Search(index, "attention")).ShouldBeEmpty();
        (await Search(index, "kernels")).ShouldHaveSingleItem().PaperId.ShouldBe("b");
        (await index.VectorOfAsync("c", None)).ShouldNotBeNull();
        var reopened = await ReopenAsync(index);
        (reopened.State.Papers, reopened.State.Revision).ShouldBe((2, 7));
    }

    [Fact]
    public async Task Replacing_everything_by_nothing_leaves_an_empty_index()
    {
        var index = await Filled(Paper("a", "Attention sinks", "First tokens."));
        await index.ReplaceAsync(Batches(), 7, None);
        (index.State.Papers, index.State.Revision).ShouldBe((0, 7));
        (await Search(index, "attention")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Of_two_papers_with_one_id_in_a_batch_the_last_counts()
    {
        var index = await Filled(Paper("a", "First", ""), Paper("a", "Second", ""));
        index.State.Papers.ShouldBe(1);
        (await Search(index, "first")).ShouldBeEmpty();
        (await Search(index, "second")).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_deleted_paper_is_gone_and_unknown_ids_do_not_matter()
    {
        var index = await Filled(Paper("a", "Cats", ""), Paper("b", "Cats and dogs", ""));
        await index.DeleteAsync(["a", "unknown", "a"], 7, None);
        (await Search(index, "cats")).Select(hit => hit.PaperId).ShouldBe(["b"]);
        index.State.Papers.ShouldBe(1);
        index.State.Revision.ShouldBe(7);
        await index.DeleteAsync(["b"], 8, None);
        index.State.Papers.ShouldBe(0);
        (await Search(index, "cats")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Clearing_leaves_an_empty_index_that_can_be_filled_again()
    {
        var index = await Filled(Paper("a", "Cats", "", vector: [1, 0]));
        await index.ClearAsync(None);
        index.State.ShouldBe(new IndexState(0, 0, null, index.State.Bytes));
        await index.UpsertAsync([Paper("b", "Cats", "")], 3, None);
        (await Search(index, "cats")).Select(hit => hit.PaperId).ShouldBe(["b"]);
    }

    [Fact]
    public async Task Everything_is_there_after_reopening()
    {
        var index = await Filled(Paper("a", "Cats", "", vector: [0.6f, 0.8f]), Paper("b", "Dogs", ""));
        await index.DeleteAsync(["b"], 5, None);
        var again = await ReopenAsync(index);
        again.State.ShouldBe(index.State);
        (await Search(again, "cats")).Select(hit => hit.PaperId).ShouldBe(["a"]);
        (await Search(again, "dogs")).ShouldBeEmpty();
        (await again.VectorOfAsync("a", None))!.Select(value => Math.Round(value, 1)).ShouldBe([0.6, 0.8]);
    }

    [Fact]
    public async Task An_empty_batch_only_moves_the_revision()
    {
        var index = await Filled(Paper("a", "Cats", ""));
        await index.UpsertAsync([], 9, None);
        index.State.Papers.ShouldBe(1);
        index.State.Revision.ShouldBe(9);
    }

    [Fact]
    public async Task Equal_scores_are_ordered_by_id()
    {
        var index = await Filled([.. new[] { "z", "B", "a", "é", "10", "9", "\U0001F600", "\uFF21" }.Select(id => Paper(id, "Same words", "in every paper"))]);
        await index.UpsertAsync([Paper("m", "Same words", "in every paper")], 2, None);
        (await Search(index, "same")).Select(hit => hit.PaperId).ShouldBe(new[] { "z", "B", "a", "é", "10", "9", "\U0001F600", "\uFF21", "m" }.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_limit_holds_and_the_best_come_first()
    {
        var index = await Filled([.. Enumerable.Range(0, 40).Select(i => Paper($"p{i:00}", string.Join(' ', Enumerable.Repeat("cat", i % 7 + 1)), "and more words"))]);
        var hits = await index.SearchAsync(new IndexQuery { Terms = ["cat"], Limit = 5 }, None);
        hits.Count.ShouldBe(5);
        hits.Select(hit => hit.Score).ShouldBeInOrder(SortDirection.Descending);
        hits[0].PaperId.ShouldBe("p06");
        (await index.SearchAsync(new IndexQuery { Terms = ["cat"], Limit = 0 }, None)).ShouldBeEmpty();
        (await index.SearchAsync(new IndexQuery { Terms = ["cat"], Limit = int.MaxValue }, None)).Count.ShouldBe(40);
    }

    [Fact]
    public async Task A_query_of_nothing_or_of_unknown_words_finds_nothing()
    {
        var index = await Filled(Paper("a", "Cats", "", vector: [1, 0]));
        (await Search(index, "")).ShouldBeEmpty();
        (await Search(index, "zebra")).ShouldBeEmpty();
        (await index.SearchAsync(new IndexQuery { Terms = [""] }, None)).ShouldBeEmpty();
        (await index.SearchAsync(new IndexQuery { Terms = [new string('x', 5000)] }, None)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_repeated_query_term_counts_as_often_as_it_stands_there()
    {
        var index = await Filled(Paper("a", "cat", ""), Paper("b", "dog", ""), Paper("c", "dog", ""));
        var once = await index.SearchAsync(new IndexQuery { Terms = ["cat"] }, None);
        var twice = await index.SearchAsync(new IndexQuery { Terms = ["cat", "cat"] }, None);
        twice[0].Bm25.ShouldBe(2 * once[0].Bm25, 1e-12);
    }

    [Fact]
    public async Task Accents_other_scripts_and_very_long_words_do_no_harm()
    {
        var index = await Filled(Paper("a", "Schrödinger café", "naïve \u0130stanbul"), Paper("論文", "日本語の題名", "本文 GPT-4"), Paper("c", new string('y', 100_000), "long"), Paper("d", "", ""));
        (await Search(index, "Schrodinger")).Select(hit => hit.PaperId).ShouldBe(["a"]);
        (await Search(index, "gpt4")).Select(hit => hit.PaperId).ShouldBe(["論文"]);
        (await Search(index, new string('y', 100_000))).Select(hit => hit.PaperId).ShouldBe(["c"]);
        index.State.Papers.ShouldBe(4);
    }

    [Fact]
    public async Task Vectors_alone_rank_by_cosine()
    {
        var index = await Filled(Paper("a", "x", "", vector: [1, 0]), Paper("b", "x", "", vector: [0.6f, 0.8f]), Paper("c", "x", "", vector: [0, -1]), Paper("d", "x", ""));
        var hits = await index.SearchAsync(new IndexQuery { Vector = new float[] { 0.6f, 0.8f }, VectorWeight = 1 }, None);
        hits.Select(hit => hit.PaperId).ShouldBe(["b", "a"]);
        hits[0].Score.ShouldBe(1, 0.01);
        hits[1].Cosine.ShouldBe(0.6, 0.01);
    }

    [Fact]
    public async Task Words_and_vectors_are_fused()
    {
        var index = await Filled(
            Paper("words", "cat cat", "", vector: [0, 1]), Paper("meaning", "feline", "", vector: [1, 0]), Paper("both", "cat feline", "", vector: [0.8f, 0.6f]), Paper("none", "dog", "", vector: [-1, 0]));
        var hits = await index.SearchAsync(new IndexQuery { Terms = ["cat"], Vector = new float[] { 1, 0 }, VectorWeight = 0.5 }, None);
        hits.Select(hit => hit.PaperId).ShouldBe(["both", "meaning", "words"], ignoreOrder: false);
        hits.ShouldAllBe(hit => hit.Score >= 0 && hit.Score <= 1.0001);
        hits[2].Cosine.ShouldBe(0, 0.01);
    }

    [Fact]
    public async Task Without_vectors_or_without_a_query_vector_words_alone_rank()
    {
        var index = await Filled(Paper("a", "cat", ""), Paper("b", "cat dog", ""));
        var fused = await index.SearchAsync(new IndexQuery { Terms = ["dog"], Vector = new float[] { 1, 0 }, VectorWeight = 0.5 }, None);
        fused.Select(hit => hit.PaperId).ShouldBe(["b"]);
        var words = await index.SearchAsync(new IndexQuery { Terms = ["dog"], VectorWeight = 0.5 }, None);
        words.Single().Score.ShouldBe(words.Single().Bm25);
    }

    [Fact]
    public async Task A_stored_vector_comes_back_with_length_one()
    {
        var index = await Filled(Paper("a", "x", "", vector: [0.28f, -0.96f]), Paper("b", "x", ""));
        var vector = (await index.VectorOfAsync("a", None))!;
        vector[0].ShouldBe(0.28f, 0.01f);
        vector[1].ShouldBe(-0.96f, 0.01f);
        (vector[0] * vector[0] + vector[1] * vector[1]).ShouldBe(1, 0.001f);
        (await index.VectorOfAsync("b", None)).ShouldBeNull();
    }

    [Fact]
    public async Task The_vector_space_is_the_one_of_the_last_batch_with_vectors()
    {
        var index = await Filled(Paper("a", "x", ""));
        index.State.VectorSpace.ShouldBeNull();
        await index.UpsertAsync([Paper("b", "x", "", vector: [1, 0]) with { VectorSpace = "first/2" }], 2, None);
        index.State.VectorSpace.ShouldBe("first/2");
        await index.UpsertAsync([Paper("c", "x", "")], 3, None);
        index.State.VectorSpace.ShouldBe("first/2");
        await index.UpsertAsync([Paper("d", "x", "", vector: [1, 0, 0]) with { VectorSpace = "second/3" }], 4, None);
        index.State.VectorSpace.ShouldBe("second/3");
        var hits = await index.SearchAsync(new IndexQuery { Vector = new float[] { 1, 0, 0 }, VectorWeight = 1 }, None);
        hits.Select(hit => hit.PaperId).ShouldBe(["d"]);
        (await Search(index, "x")).Count.ShouldBe(4);
    }

    [Theory]
    [InlineData("from", "b d")]
    [InlineData("to", "a b")]
    [InlineData("source", "a c")]
    [InlineData("exact source", "a")]
    [InlineData("category", "a b")]
    [InlineData("group", "a b c")]
    [InlineData("author", "b")]
    [InlineData("upvotes", "b c")]
    [InlineData("ids", "b d")]
    [InlineData("all", "b")]
    public async Task A_filter_keeps_what_fits(string which, string expected)
    {
        var index = await Filled(
            Tagged("a", "2024-01-05", 3, ["hf:daily"], ["cs.CL"], ["Ada Lovelace"]),
            Tagged("b", "2024-02-05", 10, ["arxiv"], ["stat.ML", "cs.CL"], ["Björn Müller-Lüdenscheidt", "Grace Hopper"]),
            Tagged("c", null, 25, ["hf:weekly", "other"], ["cs.LG"], ["Ada Byron"]),
            Tagged("d", "2024-03-05", null, ["hfx"], [], []));
        var filter = which switch
        {
            "from" => new PaperFilter { From = new DateOnly(2024, 2, 5) },
            "to" => new PaperFilter { To = new DateOnly(2024, 2, 5) },
            "source" => new PaperFilter { Sources = ["HF"] },
            "exact source" => new PaperFilter { Sources = ["hf:daily"] },
            "category" => new PaperFilter { Categories = ["cs.cl"] },
            "group" => new PaperFilter { Categories = ["cs"] },
            "author" => new PaperFilter { Authors = ["Muller bjorn", "nobody"] },
            "upvotes" => new PaperFilter { MinUpvotes = 10 },
            "ids" => new PaperFilter { PaperIds = ["d", "b", "unknown"] },
            _ => new PaperFilter { From = new DateOnly(2024, 1, 1), Categories = ["cs"], MinUpvotes = 5, PaperIds = ["b", "c", "d"] },
        };
        var found = await index.SearchAsync(new IndexQuery { Terms = ["word"], Filter = filter }, None);
        found.Select(hit => hit.PaperId).Order(StringComparer.Ordinal).ShouldBe(expected.Split(' '));
        var fused = await index.SearchAsync(new IndexQuery { Terms = ["word"], Vector = new float[] { 1, 0 }, VectorWeight = 0.5, Filter = filter }, None);
        fused.Select(hit => hit.PaperId).Order(StringComparer.Ordinal).ShouldBe(expected.Split(' '));
    }

    [Fact]
    public async Task A_cancelled_write_changes_nothing()
    {
        var index = await Filled(Paper("a", "cat", ""));
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => index.UpsertAsync([Paper("b", "cat", "")], 2, cancelled.Token));
        index.State.Papers.ShouldBe(1);
        index.State.Revision.ShouldBe(1);
    }

    [Fact]
    public async Task Readers_see_whole_batches_while_a_writer_adds()
    {
        const int Batches = 30, Size = 20;
        var index = await CreateAsync();
        using var done = new CancellationTokenSource();
        var readers = Enumerable.Range(0, 3).Select(_ => Task.Run(async () =>
        {
            var seen = 0;
            while (!done.IsCancellationRequested)
            {
                var count = (await index.SearchAsync(new IndexQuery { Terms = ["cat"], Vector = new float[] { 1, 0 }, VectorWeight = 0.5, Limit = int.MaxValue }, None)).Count;
                (count % Size).ShouldBe(0);
                count.ShouldBeGreaterThanOrEqualTo(seen);
                seen = count;
            }
        })).ToList();
        for (var batch = 0; batch < Batches; batch++)
            await index.UpsertAsync([.. Enumerable.Range(0, Size).Select(i => Paper($"{batch}-{i}", "cat", $"number {i}", vector: [1, 0]))], batch + 1, None);
        await done.CancelAsync();
        await Task.WhenAll(readers);
        index.State.Papers.ShouldBe(Batches * Size);
    }

    protected static IndexedPaper Paper(string id, string title, string text, float[]? vector = null) =>
        new(new Paper { Id = id, Title = title, Abstract = text }, null, [], vector ?? []);

    private static IndexedPaper Tagged(string id, string? day, int? upvotes, string[] sources, string[] categories, string[] authors) => new(
        new Paper { Id = id, Title = "word", Published = day is null ? null : DateOnly.ParseExact(day, "yyyy-MM-dd"), Categories = categories, Authors = authors },
        upvotes, sources, new float[] { 1, 0 });

    private static Task<IReadOnlyList<IndexHit>> Search(IPaperIndex index, string text) =>
        index.SearchAsync(new IndexQuery { Terms = TermSplitter.SplitForIndex(text) }, None);

    private async Task<IPaperIndex> Filled(params IndexedPaper[] papers)
    {
        var index = await CreateAsync();
        await index.UpsertAsync(papers, 1, None);
        return index;
    }

    private static IndexedPaper InSpace(string id, string title, string space) =>
        new(new Paper { Id = id, Title = title }, null, [], new float[] { 0.6f, 0.8f }) { VectorSpace = space };

    private static async IAsyncEnumerable<IReadOnlyList<IndexedPaper>> Batches(params IReadOnlyList<IndexedPaper>[] batches)
    {
        foreach (var batch in batches)
        {
            await Task.Yield();
            yield return batch;
        }
    }
}
