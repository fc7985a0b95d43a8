using Grpc.Core;
using PaperBot.Qdrant.Server;
using PaperBot.Retrieval.Indexing;
using Qdrant.Client.Grpc;

namespace PaperBot.Qdrant;

public sealed class WritingTests : IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;

    private FakeQdrant _server = null!;

    public async Task InitializeAsync() => _server = await FakeQdrant.StartedAsync();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task A_passing_failure_in_the_middle_of_a_batch_is_not_noticed()
    {
        using var index = Given.Index(_server, options => options.BatchSize = 2);
        var upserts = 0;
        _server.Before = (name, _) => name == "Points/Upsert" && Interlocked.Increment(ref upserts) is 3 ? throw new RpcException(new Status(StatusCode.Unavailable, "busy")) : Task.CompletedTask;
        await index.UpsertAsync([.. Enumerable.Range(0, 7).Select(i => Given.Paper($"p{i}", "cat"))], 3, None);
        (await index.FindAsync("cat")).Count.ShouldBe(7);
        index.State.Revision.ShouldBe(3);
    }

    [Fact]
    public async Task A_batch_that_was_applied_but_not_answered_is_sent_again_and_counts_once()
    {
        using var index = Given.Index(_server);
        var upserts = 0;
        _server.After = (name, _) => name == "Points/Upsert" && Interlocked.Increment(ref upserts) is 2 ? throw new RpcException(new Status(StatusCode.Unavailable, "lost")) : Task.CompletedTask;
        await index.UpsertAsync([Given.Paper("a", "cat"), Given.Paper("b", "cat")], 1, None);
        index.State.Papers.ShouldBe(2);
    }

    [Theory]
    [InlineData(StatusCode.InvalidArgument)]
    [InlineData(StatusCode.Unauthenticated)]
    [InlineData(StatusCode.Internal)]
    public async Task What_will_not_pass_is_not_tried_again(StatusCode code)
    {
        using var index = Given.Index(_server);
        var upserts = 0;
        _server.Before = (name, _) => name == "Points/Upsert" && Interlocked.Increment(ref upserts) > 0 ? throw new RpcException(new Status(code, "no")) : Task.CompletedTask;
        (await Should.ThrowAsync<IndexUnavailableException>(() => index.UpsertAsync([Given.Paper("a", "cat")], 1, None))).Message.ShouldContain(_server.Address);
        upserts.ShouldBe(1);
    }

    [Fact]
    public async Task A_batch_that_broke_off_is_not_seen_and_comes_whole_the_next_time()
    {
        using var index = Given.Index(_server, options => (options.BatchSize, options.Retries) = (2, 0));
        await index.UpsertAsync([Given.Paper("old", "cat")], 1, None);
        var papers = Enumerable.Range(0, 7).Select(i => Given.Paper($"p{i}", "cat dog")).ToList();
        var upserts = 0;
        _server.Before = (name, _) => name == "Points/Upsert" && Interlocked.Increment(ref upserts) > 2 ? throw new RpcException(new Status(StatusCode.Unavailable, "gone")) : Task.CompletedTask;
        await Should.ThrowAsync<IndexUnavailableException>(() => index.UpsertAsync(papers, 2, None));
        _server.Before = null;
        using var again = Given.Index(new QdrantOptions { Address = _server.Address, Prefix = Prefix() });
        again.State.Revision.ShouldBe(1);
        again.State.Papers.ShouldBe(1);
        (await again.FindAsync("cat")).Select(hit => hit.PaperId).ShouldBe(["old"]);
        (await again.FindAsync("dog")).ShouldBeEmpty();
        (await again.CountPapersWithAsync(["dog"], None)).ShouldBe([0]);
        await again.UpsertAsync(papers, 2, None);
        (await again.FindAsync("cat")).Count.ShouldBe(8);
        (await again.CountPapersWithAsync(["cat"], None)).ShouldBe([8]);
    }

    [Fact]
    public async Task A_server_that_does_not_answer_is_left_in_time()
    {
        using var index = Given.Index(_server, options => (options.ReadSeconds, options.Retries) = (1, 0));
        _server.Before = (_, _) => new TaskCompletionSource().Task;
        (await Should.ThrowAsync<IndexUnavailableException>(() => index.FindAsync("cat"))).Message.ShouldContain("in time");
    }

    [Fact]
    public async Task A_wrong_key_is_said_without_saying_the_key()
    {
        _server.Key = "right";
        using var right = Given.Index(_server, options => options.ApiKey = "right");
        await right.UpsertAsync([Given.Paper("a", "cat")], 1, None);
        using var wrong = Given.Index(_server, options => options.ApiKey = "secret-but-wrong");
        var message = Should.Throw<IndexUnavailableException>(() => wrong.State).Message;
        message.ShouldContain("Qdrant:ApiKey");
        message.ShouldNotContain("secret");
    }

    [Fact]
    public async Task Another_space_is_filled_beside_and_taken_over_at_one_moment()
    {
        using var index = Given.Index(_server);
        await index.UpsertAsync([Given.Paper("a", "cat", [1, 0])], 1, None);
        var before = _server.Storage.Collections.Single();
        var seen = new List<(int Papers, string? Space)>();
        using var reader = Given.Index(new QdrantOptions { Address = _server.Address, Prefix = Prefix() });
        _server.Before = async (name, request) =>
        {
            if (name != "Points/Upsert")
                return;
            _server.Before = null;
            // The old collection answers while the new one is filled.
            seen.Add((reader.State.Papers, reader.State.VectorSpace));
            (await reader.FindAsync("cat")).Count.ShouldBe(1);
        };
        await index.ReplaceAsync(Batches([Given.Paper("a", "cat", [1, 0, 0]) with { VectorSpace = "new/3" }], [Given.Paper("b", "cat", [0, 1, 0]) with { VectorSpace = "new/3" }]), 5, None);
        seen.ShouldBe([(1, "unnamed/2")]);
        index.State.ShouldBe(new IndexState(2, 5, "new/3", 0));
        _server.Storage.Collections.Count.ShouldBe(1);
        _server.Storage.Collections.Single().ShouldNotBe(before);
    }

    [Fact]
    public async Task A_reader_with_an_old_view_goes_over_to_the_new_collection()
    {
        using var index = Given.Index(_server);
        await index.UpsertAsync([Given.Paper("a", "cat", [1, 0])], 1, None);
        using var reader = Given.Index(new QdrantOptions { Address = _server.Address, Prefix = Prefix() });
        (await reader.FindAsync("cat")).Count.ShouldBe(1);
        await index.ReplaceAsync(Batches([Given.Paper("a", "cat", [1, 0, 0]), Given.Paper("b", "cat", [1, 0, 0])]), 5, None);
        (await reader.SearchAsync(new IndexQuery { Terms = ["cat"], Vector = new float[] { 1, 0 }, VectorWeight = 0.5 }, None)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_rebuild_that_was_killed_goes_on_and_holds_exactly_what_the_last_one_was_given()
    {
        var old = Enumerable.Range(0, 10).Select(i => Given.Paper($"p{i}", "cat number" + i)).ToArray();
        using var index = Given.Index(_server, options => (options.BatchSize, options.Retries) = (2, 0));
        await index.UpsertAsync([Given.Paper("first", "cat")], 1, None);
        var upserts = 0;
        _server.Before = (name, _) => name == "Points/Upsert" && Interlocked.Increment(ref upserts) > 4 ? throw new RpcException(new Status(StatusCode.Unavailable, "killed")) : Task.CompletedTask;
        await Should.ThrowAsync<IndexUnavailableException>(() => index.ReplaceAsync(Batches(old), 9, None));
        _server.Storage.Collections.Count.ShouldBe(2);

        var written = new List<string>();
        _server.Before = (name, request) =>
        {
            if (request is UpsertPoints upsert)
                written.AddRange(upsert.Points.Where(point => point.Payload.ContainsKey(Names.Id)).Select(point => point.Payload[Names.Id].StringValue));
            return Task.CompletedTask;
        };
        using var again = Given.Index(new QdrantOptions { Address = _server.Address, Prefix = Prefix(), BatchSize = 2 });
        (await again.FindAsync("cat")).Select(hit => hit.PaperId).ShouldBe(["first"]);
        // Meanwhile one paper changed, one went, one came.
        await again.ReplaceAsync(Batches([Given.Paper("p0", "dog"), .. old[2..], Given.Paper("new", "cat")]), 10, None);
        written.ShouldNotContain("p2");
        written.ShouldContain("p9");
        again.State.ShouldBe(new IndexState(10, 10, null, 0));
        (await again.FindAsync("cat")).Select(hit => hit.PaperId).Order(StringComparer.Ordinal).ShouldBe(["new", "p2", "p3", "p4", "p5", "p6", "p7", "p8", "p9"]);
        (await again.FindAsync("dog")).Select(hit => hit.PaperId).ShouldBe(["p0"]);
        _server.Storage.Collections.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Readers_see_a_batch_of_several_requests_as_a_whole()
    {
        using var index = Given.Index(_server, options => options.BatchSize = 2);
        await index.UpsertAsync([Given.Paper("old", "cat")], 1, None);
        using var reader = Given.Index(new QdrantOptions { Address = _server.Address, Prefix = Prefix() });
        var (seen, dogs) = (new HashSet<int>(), new HashSet<int>());
        _server.After = async (name, _) =>
        {
            if (name != "Points/Upsert")
                return;
            seen.Add((await reader.FindAsync("cat")).Count);
            dogs.Add((await reader.FindAsync("dog")).Count);
        };
        await index.UpsertAsync([Given.Paper("old", "cat again"), .. Enumerable.Range(0, 9).Select(i => Given.Paper($"p{i}", "cat dog"))], 2, None);
        seen.ShouldBe([1]);
        dogs.ShouldBe([0]);
        (await index.FindAsync("cat")).Count.ShouldBe(10);
    }

    private string Prefix() => _server.Storage.ListAliases(new ListAliasesRequest()).Aliases.Single().AliasName;

    private static async IAsyncEnumerable<IReadOnlyList<IndexedPaper>> Batches(params IndexedPaper[][] batches)
    {
        foreach (var batch in batches)
        {
            await Task.Yield();
            yield return batch;
        }
    }
}
