using LLama.Native;
using Microsoft.Extensions.AI;
using PaperBot.LLama.Sampling;
using PaperBot.LLama.Templates;
using PaperBot.LLama.TinyModels;
using PaperBot.Models;
using PaperBot.Testing;

namespace PaperBot.LLama.Inference;

/// <summary>What fails fails for those it concerns, and the next request finds a working model.</summary>
public sealed class FailureTests
{
    private static readonly SamplingSettings Greedy = new();

    [Fact]
    public async Task A_batch_that_cannot_be_computed_fails_its_requests_and_the_next_one_is_answered()
    {
        await using var tiny = await TinyClient.LoadAsync();
        var before = (await tiny.AskAsync("system of the ring", "hello")).Text;
        var impossible = new InferenceRequest(new TokenizedPrompt([1, 1_000_000], [], ""), "u", 5, Greedy, []);
        tiny.Loop.Submit(impossible);
        (await Should.ThrowAsync<ModelUnavailableException>(() => impossible.Updates.Completion)).Message.ShouldContain("failed");
        (await tiny.AskAsync("system of the ring", "hello")).Text.ShouldBe(before);
    }

    [Fact]
    public async Task A_context_that_is_full_against_all_reckoning_is_opened_anew()
    {
        await using var tiny = await TinyClient.LoadAsync(options => (options.ContextTokens, options.MaxConcurrent, options.KeptPrefixes) = (256, 1, 2));
        var before = (await tiny.AskAsync("", "hello")).Text;
        // Somebody else's tokens: the sequence of a prefix that is not kept.
        var batch = tiny.Loop.Context.Batch;
        batch.Clear();
        batch.AddRange([.. Enumerable.Repeat((LLamaToken)70, 120)], 0, (LLamaSeqId)2, false);
        tiny.Loop.Context.Decode().ShouldBe(DecodeResult.Ok);
        tiny.Loop.Context.TokensOf((LLamaSeqId)2).ShouldBe(120);
        await Should.ThrowAsync<ModelUnavailableException>(() => tiny.AskAsync("", new string('x', 150)));
        (await tiny.AskAsync("", "hello")).Text.ShouldBe(before);
        tiny.Loop.Context.TokensOf((LLamaSeqId)2).ShouldBe(0);
    }

    [Fact]
    public async Task Closing_lets_running_replies_end_and_refuses_the_rest()
    {
        var clock = new ManualTimeProvider();
        var tiny = await TinyClient.LoadAsync(options => (options.MaxConcurrent, options.DrainSeconds) = (1, 300), clock);
        var running = tiny.Stream("running", options => options.MaxOutputTokens = 60).GetAsyncEnumerator();
        (await running.MoveNextAsync()).ShouldBeTrue();
        var waiting = tiny.AskAsync("s", "waiting");
        var closing = tiny.DisposeAsync().AsTask();
        var last = running.Current;
        while (await running.MoveNextAsync())
            last = running.Current;
        last.FinishReason.ShouldNotBeNull();
        (await Should.ThrowAsync<ModelUnavailableException>(() => waiting)).Message.ShouldContain("closed");
        await closing;
        await Should.ThrowAsync<ModelUnavailableException>(() => tiny.AskAsync("s", "late"));
    }

    [Fact]
    public async Task Closing_does_not_wait_for_ever()
    {
        var clock = new ManualTimeProvider();
        var tiny = await TinyClient.LoadAsync(options => (options.ContextTokens, options.DrainSeconds) = (4096, 7), clock);
        var running = tiny.Client.GetResponseAsync([new(ChatRole.User, "x")], new ChatOptions { Temperature = 1.5f, Seed = 3, MaxOutputTokens = 1900, ResponseFormat = Endless });
        while (tiny.Loop.Load.Running == 0)
            await Task.Yield();
        var closing = tiny.DisposeAsync().AsTask();
        clock.Advance(TimeSpan.FromSeconds(8));
        await closing;
        (await Should.ThrowAsync<ModelUnavailableException>(() => running)).Message.ShouldContain("closed before");
    }

    private static ChatResponseFormatJson Endless => ChatResponseFormat.ForJsonSchema(System.Text.Json.JsonDocument.Parse("""{"type":"array","items":{"type":"string","minLength":1400},"minItems":1400}""").RootElement);
}
