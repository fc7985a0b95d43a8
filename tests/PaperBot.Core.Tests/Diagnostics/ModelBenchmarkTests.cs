using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using PaperBot.Diagnostics.Benchmarks;
using PaperBot.Testing;

namespace PaperBot.Diagnostics;

public sealed class ModelBenchmarkTests
{
    [Fact]
    public async Task A_shared_system_text_is_told_from_one_of_each_users_own()
    {
        var clock = new ManualTimeProvider();
        var report = await new ModelBenchmark(clock).RunAsync(new SteadyModel(clock), new ModelBenchmarkRequest([1, 2], 100, 11), CancellationToken.None);
        report.PromptTokens.ShouldBeInRange(85, 125);
        report.OutputTokens.ShouldBe(11);
        report.Rows.Select(row => row.Users).ShouldBe([1, 2]);
        var one = report.Rows[0];
        one.Cold.PromptTokensPerSecond.ShouldBe(100, 0.1);
        one.Cold.OutputTokensPerSecond.ShouldBe(10, 0.01);
        one.Cold.SharedTokens.ShouldBe(0);
        one.Shared.PromptTokensPerSecond.ShouldBe(100, 0.1);
        one.Shared.SharedTokens.ShouldBeGreaterThan(30);
        one.SharedToCold.ShouldBe(1 - one.Shared.SharedTokens / report.PromptTokens, 0.05);
        report.Rows[1].Shared.LastFirstTokenSeconds.ShouldBeGreaterThanOrEqualTo(report.Rows[1].Shared.FirstTokenSeconds);
    }

    /// <summary>Reads 100 words a second that it has not read before, and writes 10 tokens a second, one request after another.</summary>
    private sealed class SteadyModel(ManualTimeProvider clock) : IChatClient
    {
        private readonly HashSet<string> _read = [];

        public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            var counts = messages.Select(message => (Words: message.Text.Split(' ').Length, IsNew: _read.Add(message.Text))).ToList();
            clock.Advance(TimeSpan.FromSeconds(counts.Where(count => count.IsNew).Sum(count => count.Words) / 100.0));
            for (var i = 0; i < options!.MaxOutputTokens; i++)
            {
                if (i > 0)
                    clock.Advance(TimeSpan.FromSeconds(0.1));
                yield return new ChatResponseUpdate(ChatRole.Assistant, "word ");
            }
            yield return new ChatResponseUpdate(ChatRole.Assistant, [new UsageContent(new UsageDetails
            {
                InputTokenCount = counts.Sum(count => count.Words),
                CachedInputTokenCount = counts.Where(count => !count.IsNew).Sum(count => count.Words),
                OutputTokenCount = options.MaxOutputTokens,
            })]);
            await Task.CompletedTask;
        }

        public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose()
        {
        }
    }
}
