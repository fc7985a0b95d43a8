using PaperBot.Qdrant.Server;
using PaperBot.Retrieval;
using Qdrant.Client.Grpc;

namespace PaperBot.Qdrant;

public sealed class ReconciliationTests : IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;

    private FakeQdrant _server = null!;

    public async Task InitializeAsync() => _server = await FakeQdrant.StartedAsync();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task Nothing_is_written_where_nothing_is_amiss_and_the_state_says_when_that_was_seen()
    {
        await using var bot = new Bot(_server.Address);
        await bot.Get<LibraryReadiness>().EnsureAsync(null, None);
        var papers = 0;
        _server.Before = (_, request) => Task.FromResult(papers += request is UpsertPoints upsert ? upsert.Points.Count(point => point.Payload.ContainsKey(Names.Id)) : 0);
        var report = (await bot.Get<Reconciliation>().RunAsync(None))!;
        report.ShouldBe(new ReconciliationReport(bot.Library.Count().Papers, bot.Library.Count().Papers, 0, 0));
        papers.ShouldBe(0);
        bot.Qdrant.State.Note!.ShouldContain("nothing amiss");
        (await bot.ExamineAsync()).Summary.ShouldContain("nothing amiss");
    }

    [Fact]
    public async Task Missing_changed_and_foreign_papers_are_repaired()
    {
        await using var bot = new Bot(_server.Address);
        await bot.Get<LibraryReadiness>().EnsureAsync(null, None);
        var all = bot.Library.Count().Papers;
        _server.Storage.Find(_server.Storage.Collections.Single()).Tamper(points =>
        {
            var papers = points.Where(point => point.Payload.ContainsKey(Names.Id)).ToList();
            papers[2].Payload[Names.Digest] = "damaged";
            return points.Except(papers.Take(2)).Append(papers[3] with { Id = new PointId { Uuid = Guid.NewGuid().ToString() } });
        });
        var report = (await bot.Get<Reconciliation>().RunAsync(None))!;
        (report.Repaired, report.Removed).ShouldBe((3, 1));
        bot.Qdrant.State.Papers.ShouldBe(all);
        (await bot.Get<Reconciliation>().RunAsync(None))!.Repaired.ShouldBe(0);
    }

    [Fact]
    public async Task A_server_whose_data_was_lost_is_filled_again()
    {
        await using var bot = new Bot(_server.Address);
        await bot.Get<LibraryReadiness>().EnsureAsync(null, None);
        foreach (var name in _server.Storage.Collections)
            _server.Storage.Delete(new DeleteCollection { CollectionName = name });
        bot.Wait();
        await bot.Get<Reconciliation>().RunAsync(None);
        bot.Qdrant.State.Papers.ShouldBe(bot.Library.Count().Papers);
    }
}
