namespace PaperBot.Diagnostics.Benchmarks;

/// <summary>How fast an embedder was.</summary>
/// <param name="Space">Its vector space; null when it names none.</param>
/// <param name="Texts">Texts a round.</param>
/// <param name="Tokens">Tokens a round; null when the embedder does not count them.</param>
/// <param name="Rounds">In the order they ran.</param>
public sealed record EmbeddingSpeed(string? Space, int Texts, long? Tokens, IReadOnlyList<EmbeddingRound> Rounds)
{
    /// <summary>Texts a second in the fastest round.</summary>
    public double TextsPerSecond => Texts / Math.Max(double.Epsilon, Rounds.Min(round => round.Seconds));
}

/// <summary>All texts once.</summary>
/// <param name="Seconds">By the clock.</param>
/// <param name="ProcessorSeconds">Of all cores together, in this process outside the kernel; what other programs take does not count.</param>
public sealed record EmbeddingRound(double Seconds, double ProcessorSeconds);
