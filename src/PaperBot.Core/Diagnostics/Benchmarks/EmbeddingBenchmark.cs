using System.Diagnostics;
using Microsoft.Extensions.AI;
using PaperBot.Models;

namespace PaperBot.Diagnostics.Benchmarks;

/// <summary>Measures how fast an embedder is. Loading it is not counted, nor its first batch, which also starts threads and takes memory.</summary>
public sealed class EmbeddingBenchmark(TimeProvider clock)
{
    private const int WarmUpTexts = 4;

    /// <summary>Embeds all texts in one call, as often as asked.</summary>
    /// <param name="texts">At least one.</param>
    public async Task<EmbeddingSpeed> RunAsync(IEmbeddingGenerator<string, Embedding<float>> embedder, IReadOnlyList<string> texts, int rounds, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(embedder);
        ArgumentNullException.ThrowIfNull(texts);
        await embedder.GenerateAsync(texts.Take(WarmUpTexts), ModelRequest.ForBulk(), cancellationToken).ConfigureAwait(false);
        var measured = new List<EmbeddingRound>();
        long? tokens = null;
        for (var i = 0; i < rounds; i++)
        {
            var (started, processor) = (clock.GetTimestamp(), ProcessorTime());
            var vectors = await embedder.GenerateAsync(texts, ModelRequest.ForBulk(), cancellationToken).ConfigureAwait(false);
            measured.Add(new EmbeddingRound(clock.GetElapsedTime(started).TotalSeconds, (ProcessorTime() - processor).TotalSeconds));
            tokens = vectors.Usage?.InputTokenCount;
        }
        return new EmbeddingSpeed(embedder.GetService(typeof(EmbeddingGeneratorMetadata)) is EmbeddingGeneratorMetadata { DefaultModelId: { } space } ? space : null, texts.Count, tokens, measured);
    }

    private static TimeSpan ProcessorTime()
    {
        using var process = Process.GetCurrentProcess();
        return process.UserProcessorTime;
    }
}
