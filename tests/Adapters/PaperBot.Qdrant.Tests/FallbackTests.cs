using System.Diagnostics.Metrics;
using PaperBot.Diagnostics.Doctor;
using PaperBot.Qdrant.Server;
using PaperBot.Retrieval.Indexing;

namespace PaperBot.Qdrant;

/// <summary>The whole bot with a server that goes away and comes back.</summary>
public sealed class FallbackTests : IAsyncLifetime
{
    private const string Question = "What do residual connections make easier to train?";

    private FakeQdrant _server = null!;

    public async Task InitializeAsync() => _server = await FakeQdrant.StartedAsync();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task A_question_is_answered_from_qdrant_as_from_the_embedded_index()
    {
        await using var bot = new Bot(_server.Address);
        await using var plain = new Bot("");
        var calls = _server.Calls;
        (await bot.AskAsync(Question)).Text.ShouldBe((await plain.AskAsync(Question)).Text);
        bot.Index.Name.ShouldBe("qdrant");
        _server.Calls.ShouldBeGreaterThan(calls);
        plain.Index.Name.ShouldBe("embedded");
        (await bot.ExamineAsync()).Level.ShouldBe(FindingLevel.Ok);
        bot.Qdrant.State.Papers.ShouldBe(bot.Library.Count().Papers);
    }

    [Fact]
    public async Task A_question_in_which_the_server_is_killed_is_answered_and_the_server_is_used_again_when_it_is_back()
    {
        using var metrics = new MeterListener();
        var fallbacks = 0L;
        metrics.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Name == "paperbot.index.fallbacks")
                listener.EnableMeasurementEvents(instrument);
        };
        metrics.SetMeasurementEventCallback<long>((_, value, _, _) => Interlocked.Add(ref fallbacks, value));
        metrics.Start();
        await using var bot = new Bot(_server.Address);
        var expected = await bot.AskAsync(Question);
        var killed = new TaskCompletionSource();
        _server.Before = async (name, request) =>
        {
            if (name != "Points/QueryBatch")
                return;
            _server.Before = null;
            _ = Task.Run(async () =>
            {
                await _server.StopAsync();
                killed.SetResult();
            });
            await Task.Delay(Timeout.Infinite);
        };
        (await bot.AskAsync(Question)).Text.ShouldBe(expected.Text);
        await killed.Task;
        bot.Index.Name.ShouldBe("embedded in place of qdrant");
        Interlocked.Read(ref fallbacks).ShouldBeGreaterThan(0);
        bot.Wait();
        var finding = await bot.ExamineAsync();
        finding.Level.ShouldBe(FindingLevel.Problem);
        finding.Summary.ShouldContain("the embedded index answers");

        await _server.StartAsync();
        bot.Wait();
        (await bot.AskAsync(Question)).Text.ShouldBe(expected.Text);
        bot.Index.Name.ShouldBe("qdrant");
        (await bot.ExamineAsync()).Level.ShouldBe(FindingLevel.Ok);
    }

    [Fact]
    public async Task A_server_that_is_not_there_at_the_start_is_filled_when_it_comes()
    {
        await _server.StopAsync();
        await using var bot = new Bot(_server.Address);
        await bot.AskAsync(Question);
        bot.Add("new1", "Marsupial routing networks", "We introduce marsupial routing networks. They halve the memory of expert layers.");
        (await bot.AskAsync("What do marsupial routing networks halve?")).Text.ShouldContain("memory");
        bot.Index.Name.ShouldBe("embedded in place of qdrant");
        await _server.StartAsync();
        bot.Wait();
        (await bot.AskAsync("What do marsupial routing networks halve?")).Text.ShouldContain("memory");
        bot.Qdrant.State.Revision.ShouldBe(bot.Library.Revision());
        bot.Index.Name.ShouldBe("qdrant");
        (await bot.AskAsync("What do marsupial routing networks halve?")).Text.ShouldContain("memory");
    }

    [Fact]
    public async Task A_rebuild_in_which_the_server_is_killed_loses_nothing_and_goes_on()
    {
        await using var bot = new Bot(_server.Address, ("Qdrant:Retries", "0"));
        var expected = await bot.AskAsync(Question);
        var updater = bot.Updater.For(bot.Qdrant);
        var upserts = 0;
        _server.Before = async (name, request) =>
        {
            if (name == "Points/Upsert" && Interlocked.Increment(ref upserts) == 4)
            {
                _ = Task.Run(_server.StopAsync);
                await Task.Delay(Timeout.Infinite);
            }
        };
        await Should.ThrowAsync<IndexUnavailableException>(() => updater.RunAsync(rebuild: true, null, CancellationToken.None));
        (await bot.AskAsync(Question)).Text.ShouldBe(expected.Text);
        _server.Before = null;
        await _server.StopAsync();
        await _server.StartAsync();
        bot.Wait();
        // The old collection serves until the rebuild has gone on to its end.
        bot.Index.Name.ShouldBe("qdrant");
        _server.Storage.Collections.Count.ShouldBe(2);
        var summary = await updater.RunAsync(rebuild: true, null, CancellationToken.None);
        summary.Papers.ShouldBe(bot.Library.Count().Papers);
        _server.Storage.Collections.Count.ShouldBe(1);
        (await bot.AskAsync(Question)).Text.ShouldBe(expected.Text);
        bot.Index.Name.ShouldBe("qdrant");
    }

    [Fact]
    public async Task Without_the_embedded_index_an_absent_server_is_named()
    {
        await _server.StopAsync();
        await using var bot = new Bot(_server.Address, ("Qdrant:KeepEmbedded", "false"));
        (await Should.ThrowAsync<IndexUnavailableException>(() => bot.AskAsync(Question))).Message.ShouldContain(_server.Address);
        (await bot.ExamineAsync()).Summary.ShouldContain("no question can be answered");
    }

    [Fact]
    public async Task Qdrant_alone_answers_too()
    {
        await using var bot = new Bot(_server.Address, ("Qdrant:KeepEmbedded", "false"));
        await using var plain = new Bot("");
        (await bot.AskAsync(Question)).Text.ShouldBe((await plain.AskAsync(Question)).Text);
    }
}
