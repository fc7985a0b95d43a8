using Microsoft.Extensions.AI;
using PaperBot.LLama.TinyModels;
using PaperBot.Models;

namespace PaperBot.LLama.Embedding;

/// <summary>Who goes before whom, and what becomes of those who wait.</summary>
public sealed class EncoderLoopTests
{
    [Fact]
    public async Task Bulk_work_waits_while_people_wait_and_queries_do_not()
    {
        using var tiny = await TinyEmbedder.LoadAsync(clock: new ManualTimeProvider());
        tiny.Foreground.Enter();
        var bulk = tiny.Embedder.GenerateAsync(["a", "b"], ModelRequest.ForBulk());
        await tiny.EmbedAsync("query", ModelRequest.ForQuery());
        await tiny.EmbedAsync("document");
        bulk.IsCompleted.ShouldBeFalse();
        tiny.Foreground.Leave();
        (await bulk).Count.ShouldBe(2);
    }

    [Fact]
    public async Task Bulk_work_gets_a_batch_a_second_however_busy_the_machine_is()
    {
        var clock = new ManualTimeProvider();
        using var tiny = await TinyEmbedder.LoadAsync(clock: clock);
        tiny.Foreground.Enter();
        var first = tiny.Embedder.GenerateAsync(["a"], ModelRequest.ForBulk());
        await tiny.EmbedAsync("query", ModelRequest.ForQuery());
        clock.Advance(TimeSpan.FromSeconds(1));
        await first;
        var second = tiny.Embedder.GenerateAsync(["b"], ModelRequest.ForBulk());
        await tiny.EmbedAsync("query", ModelRequest.ForQuery());
        second.IsCompleted.ShouldBeFalse();
        clock.Advance(TimeSpan.FromSeconds(1));
        await second;
    }

    [Fact]
    public async Task A_cancelled_call_ends_at_once_and_the_others_go_on()
    {
        using var tiny = await TinyEmbedder.LoadAsync(clock: new ManualTimeProvider());
        tiny.Foreground.Enter();
        using var cancellation = new CancellationTokenSource();
        var cancelled = tiny.Embedder.GenerateAsync(["a"], ModelRequest.ForBulk(), cancellation.Token);
        var other = tiny.Embedder.GenerateAsync(["b"], ModelRequest.ForBulk());
        await tiny.EmbedAsync("query", ModelRequest.ForQuery());
        await cancellation.CancelAsync();
        (await Should.ThrowAsync<OperationCanceledException>(() => cancelled)).CancellationToken.ShouldBe(cancellation.Token);
        tiny.Foreground.Leave();
        await other;
        await Should.ThrowAsync<OperationCanceledException>(() => tiny.Embedder.GenerateAsync(["c"], null, cancellation.Token));
    }

    [Fact]
    public async Task Closing_ends_those_who_wait_and_refuses_those_who_come()
    {
        var tiny = await TinyEmbedder.LoadAsync(clock: new ManualTimeProvider());
        tiny.Foreground.Enter();
        var waiting = tiny.Embedder.GenerateAsync(["a"], ModelRequest.ForBulk());
        await tiny.EmbedAsync("query", ModelRequest.ForQuery());
        tiny.Dispose();
        await Should.ThrowAsync<ObjectDisposedException>(() => waiting);
        await Should.ThrowAsync<ObjectDisposedException>(() => tiny.Embedder.GenerateAsync(["b"]));
        tiny.Embedder.Dispose();
    }

    [Fact]
    public async Task Closing_amid_the_work_of_many_callers_ends_them_all()
    {
        var tiny = await TinyEmbedder.LoadAsync();
        var texts = Enumerable.Range(0, 400).Select(number => $"text of number {number}").ToArray();
        var calls = Enumerable.Range(0, 8).Select(_ => Task.Run(() => tiny.Embedder.GenerateAsync(texts))).ToList();
        await tiny.EmbedAsync("query", ModelRequest.ForQuery());
        tiny.Dispose();
        foreach (var call in calls)
        {
            try
            {
                (await call).Count.ShouldBe(texts.Length);
            }
            catch (ObjectDisposedException)
            {
                // It came too late.
            }
        }
    }
}
