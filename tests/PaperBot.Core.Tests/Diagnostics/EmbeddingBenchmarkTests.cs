using Microsoft.Extensions.AI;
using PaperBot.Diagnostics.Benchmarks;
using PaperBot.Models;
using PaperBot.Testing;

namespace PaperBot.Diagnostics;

public sealed class EmbeddingBenchmarkTests
{
    [Fact]
    public async Task Each_round_embeds_all_texts_and_the_first_batch_is_not_counted()
    {
        var clock = new ManualTimeProvider();
        using var embedder = new SlowEmbedder(clock);
        var speed = await new EmbeddingBenchmark(clock).RunAsync(embedder, [.. Enumerable.Repeat("text", 20)], 2, CancellationToken.None);
        speed.Rounds.Select(round => round.Seconds).ShouldBe([10, 10]);
        speed.TextsPerSecond.ShouldBe(2);
        (speed.Texts, speed.Tokens, speed.Space).ShouldBe((20, 60, "slow/1"));
        embedder.Calls.ShouldBe(3);
    }

    /// <summary>Takes half a second a text.</summary>
    private sealed class SlowEmbedder(ManualTimeProvider clock) : IEmbeddingGenerator<string, Embedding<float>>
    {
        public int Calls { get; private set; }

        public Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
            IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
        {
            ModelRequest.IsBulk(options).ShouldBeTrue();
            Calls++;
            var texts = values.ToList();
            clock.Advance(TimeSpan.FromSeconds(0.5 * texts.Count));
            return Task.FromResult(new GeneratedEmbeddings<Embedding<float>>(texts.Select(_ => new Embedding<float>(new float[] { 1 })))
            {
                Usage = new UsageDetails { InputTokenCount = 3 * texts.Count },
            });
        }

        public object? GetService(Type serviceType, object? serviceKey = null) => serviceType == typeof(EmbeddingGeneratorMetadata) ? new EmbeddingGeneratorMetadata("slow", defaultModelId: "slow/1") : null;

        public void Dispose()
        {
        }
    }
}
