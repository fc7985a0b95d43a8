using PaperBot.Papers;
using PaperBot.Testing;

namespace PaperBot.Retrieval.Indexing;

/// <summary>A primary index that comes and goes, with a local one behind it.</summary>
public sealed class FallbackPaperIndexTests
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(15);

    private readonly ManualTimeProvider _clock = new();
    private readonly AwayIndex _primary = new();
    private readonly MemoryPaperIndex _local = new();
    private readonly FallbackPaperIndex _both;

    public FallbackPaperIndexTests() => _both = new FallbackPaperIndex(_primary, _local, new CircuitBreaker(_clock, Pause));

    [Fact]
    public async Task The_primary_index_answers_while_both_are_in_step()
    {
        await _both.UpsertAsync([Paper("a")], 1, None);
        _local.State.Revision.ShouldBe(1);
        _primary.State.Revision.ShouldBe(1);
        _both.Name.ShouldBe("away");
        await FindAsync();
        _primary.Searches.ShouldBe(1);
    }

    [Fact]
    public async Task The_local_index_answers_the_very_question_in_which_the_primary_one_goes_away()
    {
        await _both.UpsertAsync([Paper("a")], 1, None);
        _primary.FailsSearches = true;
        (await FindAsync()).ShouldBe(["a"]);
        _both.Name.ShouldBe("memory in place of away");
        _both.Problem.ShouldBe("gone");
    }

    [Fact]
    public async Task A_primary_index_that_failed_is_left_alone_for_a_while_and_then_tried_by_one()
    {
        await _both.UpsertAsync([Paper("a")], 1, None);
        _primary.IsAway = true;
        await FindAsync();
        var calls = _primary.Calls;
        await FindAsync();
        await FindAsync();
        _primary.Calls.ShouldBe(calls);
        _clock.Advance(Pause);
        await FindAsync();
        _primary.Calls.ShouldBe(calls + 1);
        _primary.IsAway = false;
        _clock.Advance(Pause);
        _both.Name.ShouldBe("away");
        _both.Problem.ShouldBeNull();
    }

    [Fact]
    public async Task A_part_that_missed_a_batch_does_not_answer_and_gets_no_later_one()
    {
        await _both.UpsertAsync([Paper("a")], 1, None);
        _primary.IsAway = true;
        await _both.UpsertAsync([Paper("b")], 2, None);
        _primary.IsAway = false;
        _clock.Advance(Pause);
        await _both.UpsertAsync([Paper("c")], 3, None);
        (await FindAsync()).ShouldBe(["a", "b", "c"]);
        _primary.State.Revision.ShouldBe(1, "it lacks b, so it is complete to the first revision only");
        _both.State.Revision.ShouldBe(3);
        _both.Lagging.ShouldBe([_primary]);
    }

    [Fact]
    public async Task A_local_index_that_lost_its_papers_lags()
    {
        await _both.UpsertAsync([Paper("a")], 1, None);
        await _local.ClearAsync(None);
        (await FindAsync()).ShouldBe(["a"]);
        _both.Lagging.ShouldBe([_local]);
        await _both.UpsertAsync([Paper("b")], 2, None);
        _local.State.Revision.ShouldBe(0);
    }

    [Fact]
    public async Task A_primary_index_in_another_space_does_not_answer()
    {
        await _both.UpsertAsync([Paper("a", 1, 0)], 1, None);
        await _local.UpsertAsync([Paper("a", 1, 0, 0)], 1, None);
        _both.State.VectorSpace.ShouldBe("unnamed/3");
        _both.Lagging.ShouldBe([_primary]);
    }

    [Fact]
    public async Task Cancelling_says_nothing_about_the_primary_index()
    {
        await _both.UpsertAsync([Paper("a")], 1, None);
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        _primary.Search = () => throw new OperationCanceledException(cancelled.Token);
        await Should.ThrowAsync<OperationCanceledException>(() => FindAsync());
        _primary.Search = null;
        _both.Name.ShouldBe("away");
    }

    [Fact]
    public void Of_many_that_come_after_the_pause_one_is_let_through_until_it_says_how_it_went()
    {
        var breaker = new CircuitBreaker(_clock, Pause);
        breaker.TryEnter().ShouldBeTrue();
        breaker.Fail();
        breaker.TryEnter().ShouldBeFalse();
        _clock.Advance(Pause);
        breaker.TryEnter().ShouldBeTrue();
        breaker.TryEnter().ShouldBeFalse();
        breaker.Leave();
        breaker.TryEnter().ShouldBeTrue();
        breaker.Succeed();
        breaker.IsClosed.ShouldBeTrue();
        breaker.TryEnter().ShouldBeTrue();
        breaker.TryEnter().ShouldBeTrue();
    }

    private async Task<IEnumerable<string>> FindAsync() => (await _both.SearchAsync(new IndexQuery { Terms = ["cat"] }, None)).Select(hit => hit.PaperId);

    private static IndexedPaper Paper(string id, params float[] vector) => new(new Paper { Id = id, Title = "cat" }, null, [], vector);

    /// <summary>An index in memory that can be made unreachable.</summary>
    private sealed class AwayIndex : IPaperIndex
    {
        private readonly MemoryPaperIndex _index = new();

        public bool IsAway { get; set; }

        public bool FailsSearches { get; set; }

        public Action? Search { get; set; }

        public int Calls { get; private set; }

        public int Searches { get; private set; }

        public string Name => "away";

        public IndexState State => Reached().State;

        public Task UpsertAsync(IReadOnlyList<IndexedPaper> papers, long revision, CancellationToken cancellationToken) => Reached().UpsertAsync(papers, revision, cancellationToken);

        public Task DeleteAsync(IReadOnlyList<string> paperIds, long revision, CancellationToken cancellationToken) => Reached().DeleteAsync(paperIds, revision, cancellationToken);

        public Task ClearAsync(CancellationToken cancellationToken) => Reached().ClearAsync(cancellationToken);

        public Task<IReadOnlyList<IndexHit>> SearchAsync(IndexQuery query, CancellationToken cancellationToken)
        {
            Searches++;
            Search?.Invoke();
            return FailsSearches ? throw new IndexUnavailableException("gone") : Reached().SearchAsync(query, cancellationToken);
        }

        public Task<IReadOnlyList<int>> CountPapersWithAsync(IReadOnlyList<string> terms, CancellationToken cancellationToken) => Reached().CountPapersWithAsync(terms, cancellationToken);

        public Task<float[]?> VectorOfAsync(string paperId, CancellationToken cancellationToken) => Reached().VectorOfAsync(paperId, cancellationToken);

        private MemoryPaperIndex Reached()
        {
            Calls++;
            return IsAway ? throw new IndexUnavailableException("gone") : _index;
        }
    }
}
