using Microsoft.Extensions.AI;
using PaperBot.LLama.TinyModels;
using PaperBot.Models;

namespace PaperBot.LLama.Inference;

/// <summary>The loop, seen through the chat client, with a tiny model of random weights.</summary>
public sealed class InferenceLoopTests
{
    private const string System = "The user is in the system of the ring.";

    [Fact]
    public async Task A_reply_is_streamed_with_its_usage_and_the_reason_it_ended()
    {
        await using var tiny = await TinyClient.LoadAsync();
        var updates = new List<ChatResponseUpdate>();
        await foreach (var update in tiny.Stream("hello"))
            updates.Add(update);
        updates.Count(update => update.Text.Length > 0).ShouldBeGreaterThan(3);
        var last = updates[^1];
        var usage = last.Contents.OfType<UsageContent>().Single().Details;
        usage.OutputTokenCount.ShouldBe(24);
        last.FinishReason.ShouldBe(ChatFinishReason.Length);
        usage.TotalTokenCount.ShouldBe(usage.InputTokenCount + usage.OutputTokenCount);
    }

    [Fact]
    public async Task Requests_that_share_a_system_text_share_its_work_and_reply_as_if_they_did_not()
    {
        string[] questions = ["one", "another one", "and a third of them, longer than the others are"];
        var alone = new List<string>();
        await using (var unshared = await TinyClient.LoadAsync(options => options.KeptPrefixes = 0))
        {
            foreach (var question in questions)
            {
                var reply = await unshared.AskAsync(System, question);
                reply.Usage!.CachedInputTokenCount.ShouldBe(0);
                alone.Add(reply.Text);
            }
        }
        await using var tiny = await TinyClient.LoadAsync();
        for (var i = 0; i < questions.Length; i++)
        {
            var reply = await tiny.AskAsync(System, questions[i]);
            reply.Text.ShouldBe(alone[i]);
            reply.Usage!.CachedInputTokenCount!.Value.ShouldBeGreaterThan(20);
        }
        (await Task.WhenAll(questions.Select(question => tiny.AskAsync(System, question)))).Select(reply => reply.Text).ShouldBe(alone);
    }

    [Fact]
    public async Task System_texts_beyond_those_kept_push_out_the_least_recently_used()
    {
        await using var tiny = await TinyClient.LoadAsync(options => options.KeptPrefixes = 2);
        var first = new List<string>();
        foreach (var system in new[] { "a", "b", "a", "c" })
            first.Add((await tiny.AskAsync(system + System, "what")).Text);
        first[2].ShouldBe(first[0]);
        for (var i = 0; i < 3; i++)
            (await tiny.AskAsync("a" + System, "what")).Text.ShouldBe(first[0]);
        (await tiny.AskAsync("b" + System, "what")).Text.ShouldBe(first[1]);
    }

    [Fact]
    public async Task Kept_system_texts_give_way_when_a_prompt_needs_their_room()
    {
        await using var tiny = await TinyClient.LoadAsync(options => (options.ContextTokens, options.KeptPrefixes) = (512, 3));
        foreach (var system in new[] { "a", "b", "c" })
            await tiny.AskAsync(system + string.Concat(Enumerable.Repeat(" system", 40)), "what");
        var large = await tiny.AskAsync("d", new string('x', 420));
        large.Usage!.InputTokenCount!.Value.ShouldBeGreaterThan(420);
        large.Usage.OutputTokenCount.ShouldBe(24);
    }

    [Fact]
    public async Task A_prompt_that_cannot_fit_is_refused_with_its_size_and_the_limit()
    {
        await using var tiny = await TinyClient.LoadAsync(options => options.ContextTokens = 512);
        var error = await Should.ThrowAsync<ModelUnavailableException>(() => tiny.AskAsync(System, new string('x', 600)));
        error.Message.ShouldContain("reads at most 512");
        (await tiny.AskAsync(System, new string('x', 450), options => options.MaxOutputTokens = 400)).FinishReason.ShouldBe(ChatFinishReason.Length);
    }

    [Fact]
    public async Task Cancelling_a_running_request_frees_its_place()
    {
        await using var tiny = await TinyClient.LoadAsync(options => options.MaxConcurrent = 1);
        using var cancelled = new CancellationTokenSource();
        var long_ = tiny.Stream("long", options => options.MaxOutputTokens = 2000, cancelled.Token).GetAsyncEnumerator();
        (await long_.MoveNextAsync()).ShouldBeTrue();
        var next = tiny.AskAsync(System, "next");
        await cancelled.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(async () =>
        {
            while (await long_.MoveNextAsync())
            {
            }
        });
        await long_.DisposeAsync();
        (await next).Text.ShouldNotBeEmpty();
        tiny.HeldByRequests(1).ShouldBe(0);
    }

    [Fact]
    public async Task Who_stops_reading_stops_the_writing()
    {
        await using var tiny = await TinyClient.LoadAsync(options => options.MaxConcurrent = 1);
        await foreach (var update in tiny.Stream("long", options => options.MaxOutputTokens = 2000))
            break;
        (await tiny.AskAsync(System, "next")).Text.ShouldNotBeEmpty();
        tiny.Loop.Load.ShouldBe((0, 0));
    }

    [Fact]
    public async Task Many_requests_of_all_kinds_are_answered_as_each_would_be_alone_and_leave_the_context_empty()
    {
        await using var tiny = await TinyClient.LoadAsync(options => (options.MaxConcurrent, options.MaxWaiting, options.PromptSlice) = (5, 200, 16));
        var asked = Enumerable.Range(0, 40).Select(i => (System: i % 3 == 0 ? System : $"{i % 7}{System}", Question: new string((char)('a' + i % 26), 1 + i * 7 % 90), Tokens: 3 + i % 20)).ToList();
        var together = await Task.WhenAll(asked.Select(one => tiny.AskAsync(one.System, one.Question, options => options.MaxOutputTokens = one.Tokens)));
        for (var i = 0; i < asked.Count; i += 5)
            (await tiny.AskAsync(asked[i].System, asked[i].Question, options => options.MaxOutputTokens = asked[i].Tokens)).Text.ShouldBe(together[i].Text, asked[i].Question);
        tiny.Loop.Load.ShouldBe((0, 0));
        tiny.HeldByRequests(5).ShouldBe(0);
    }

    [Fact]
    public async Task Equal_seeds_write_equally_and_others_otherwise()
    {
        await using var tiny = await TinyClient.LoadAsync();
        async Task<string> With(long seed) => (await tiny.AskAsync(System, "draw", options => (options.Temperature, options.Seed) = (1.5f, seed))).Text;
        var first = await With(7);
        (await With(7)).ShouldBe(first);
        (await With(8)).ShouldNotBe(first);
    }

    [Fact]
    public async Task A_stop_text_ends_the_reply_before_it()
    {
        await using var tiny = await TinyClient.LoadAsync();
        var whole = (await tiny.AskAsync(System, "stop")).Text;
        var stop = whole.Substring(whole.Length / 2, 3);
        var cut = await tiny.AskAsync(System, "stop", options => options.StopSequences = [stop]);
        cut.Text.ShouldBe(whole[..whole.IndexOf(stop, StringComparison.Ordinal)]);
        cut.FinishReason.ShouldBe(ChatFinishReason.Stop);
    }

    [Fact]
    public async Task Penalties_for_repetition_change_what_repeats()
    {
        await using var tiny = await TinyClient.LoadAsync();
        var plain = (await tiny.AskAsync(System, "again", options => options.MaxOutputTokens = 80)).Text;
        var varied = (await tiny.AskAsync(System, "again", options =>
        {
            options.MaxOutputTokens = 80;
            options.AdditionalProperties = new() { ["repetition_penalty"] = 1.8 };
        })).Text;
        varied.ShouldNotBe(plain);
        plain.ShouldStartWith(varied[..2]); // Nothing is penalized before it is written.
    }
}
