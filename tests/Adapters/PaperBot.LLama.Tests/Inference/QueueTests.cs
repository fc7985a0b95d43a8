using Microsoft.Extensions.AI;
using PaperBot.LLama.TinyModels;
using PaperBot.Models;

namespace PaperBot.LLama.Inference;

/// <summary>Who waits for whom, and what they are told.</summary>
public sealed class QueueTests
{
    [Fact]
    public async Task Users_take_turns_however_much_one_of_them_asks()
    {
        await using var tiny = await TinyClient.LoadAsync(options => options.MaxConcurrent = 1);
        var ended = new List<string>();
        async Task Ask(string user, string name)
        {
            await tiny.AskAsync("s", name, options => ModelRequest.SetUser(options, user));
            lock (ended)
                ended.Add(name);
        }
        await using var first = new Reading(tiny.Stream("first", options => options.MaxOutputTokens = 2000));
        await first.BeginAsync();
        Task[] all = [Ask("ann", "ann 1"), Ask("ann", "ann 2"), Ask("ann", "ann 3"), Ask("bob", "bob 1"), Ask("cat", "cat 1"), Ask("bob", "bob 2")];
        await first.DisposeAsync();
        await Task.WhenAll(all);
        ended.ShouldBe(["ann 1", "bob 1", "cat 1", "ann 2", "bob 2", "ann 3"]);
    }

    [Fact]
    public async Task A_user_has_one_request_running_while_others_pass()
    {
        await using var tiny = await TinyClient.LoadAsync(options => options.MaxConcurrent = 3);
        await using var running = new Reading(tiny.Stream("long", options =>
        {
            options.MaxOutputTokens = 2000;
            ModelRequest.SetUser(options, "ann");
        }));
        await running.BeginAsync();
        await using var second = new Reading(tiny.Stream("more", options => ModelRequest.SetUser(options, "ann")));
        await second.BeginAsync();
        second.Latest.Contents.OfType<QueueContent>().Single().Position.ShouldBe(1);
        await tiny.AskAsync("s", "of bob", options => ModelRequest.SetUser(options, "bob"));
        await running.DisposeAsync();
        await second.ToEndAsync();
        second.Latest.FinishReason.ShouldNotBeNull();
    }

    [Fact]
    public async Task Those_who_wait_are_told_their_position_as_it_changes_and_how_long_it_may_take()
    {
        await using var tiny = await TinyClient.LoadAsync(options => options.MaxConcurrent = 1);
        await tiny.AskAsync("s", "so that it is known how long a reply takes");
        await using var running = new Reading(tiny.Stream("long", options => options.MaxOutputTokens = 2000));
        await running.BeginAsync();
        await using var next = new Reading(tiny.Stream("next"));
        await using var last = new Reading(tiny.Stream("last"));
        await next.BeginAsync();
        await last.BeginAsync();
        await running.DisposeAsync();
        await Task.WhenAll(next.ToEndAsync(), last.ToEndAsync());
        next.Positions.ShouldBe([1]);
        last.Positions.ShouldBe([2, 1]);
        last.Waits.ShouldAllBe(wait => wait > TimeSpan.Zero);
    }

    [Fact]
    public async Task A_full_queue_says_so_at_once_and_a_free_place_needs_none()
    {
        await using var tiny = await TinyClient.LoadAsync(options => (options.MaxConcurrent, options.MaxWaiting) = (1, 0));
        await using (var running = new Reading(tiny.Stream("long", options => options.MaxOutputTokens = 2000)))
        {
            await running.BeginAsync();
            (await Should.ThrowAsync<ModelBusyException>(() => tiny.AskAsync("s", "one too many"))).Waiting.ShouldBe(0);
        }
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (tiny.Loop.Load.Running > 0)
            await Task.Delay(5, patience.Token);
        (await tiny.AskAsync("s", "now")).Text.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Who_gives_up_waiting_leaves_the_queue()
    {
        await using var tiny = await TinyClient.LoadAsync(options => options.MaxConcurrent = 1);
        await using var running = new Reading(tiny.Stream("long", options => options.MaxOutputTokens = 2000));
        await running.BeginAsync();
        using var given = new CancellationTokenSource();
        var waiting = tiny.AskAsync("s", "impatient", cancellationToken: given.Token);
        await given.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => waiting);
        tiny.Loop.Load.Waiting.ShouldBe(0);
    }

    /// <summary>A stream that is read a piece at a time.</summary>
    private sealed class Reading(IAsyncEnumerable<ChatResponseUpdate> stream) : IAsyncDisposable
    {
        private readonly IAsyncEnumerator<ChatResponseUpdate> _updates = stream.GetAsyncEnumerator();
        private readonly List<QueueContent> _told = [];

        private bool _disposed;

        public ChatResponseUpdate Latest { get; private set; } = null!;

        public IEnumerable<int> Positions => _told.Select(content => content.Position);

        public IEnumerable<TimeSpan?> Waits => _told.Select(content => content.EstimatedWait);

        public async Task BeginAsync() => (await NextAsync()).ShouldBeTrue();

        public async Task ToEndAsync()
        {
            while (await NextAsync())
            {
            }
        }

        public async ValueTask DisposeAsync()
        {
            if (!_disposed)
                await _updates.DisposeAsync();
            _disposed = true;
        }

        private async Task<bool> NextAsync()
        {
            if (!await _updates.MoveNextAsync())
                return false;
            Latest = _updates.Current;
            _told.AddRange(Latest.Contents.OfType<QueueContent>());
            return true;
        }
    }
}
