namespace PaperBot.Diagnostics.Benchmarks;

/// <summary>How fast a model was for some users who asked at once.</summary>
/// <param name="FirstTokenSeconds">From asking to the first letter of the reply, the median user.</param>
/// <param name="LastFirstTokenSeconds">The same, the user who waited longest.</param>
/// <param name="PromptTokensPerSecond">Prompt tokens of all users that had to be computed, by the longest wait for a first letter.</param>
/// <param name="OutputTokensPerSecond">Tokens written for all users, from the first letter of the first to the end of the last.</param>
/// <param name="SharedTokens">Prompt tokens that were not computed again.</param>
/// <param name="Seconds">All of it.</param>
public sealed record ModelSpeed(double FirstTokenSeconds, double LastFirstTokenSeconds, double PromptTokensPerSecond, double OutputTokensPerSecond, long SharedTokens, double Seconds);

/// <summary>One number of users.</summary>
/// <param name="Cold">Every user with a system text of their own.</param>
/// <param name="Shared">All with one system text, which was computed before.</param>
public sealed record ModelBenchmarkRow(int Users, ModelSpeed Cold, ModelSpeed Shared)
{
    /// <summary>The median first letter with a shared system text, as a share of the cold one.</summary>
    public double SharedToCold => Cold.FirstTokenSeconds > 0 ? Shared.FirstTokenSeconds / Cold.FirstTokenSeconds : 0;
}

/// <summary>What <see cref="ModelBenchmark"/> measured.</summary>
/// <param name="PromptTokens">Of the prompts as they were, on average.</param>
/// <param name="OutputTokens">Of the replies as they were, on average.</param>
public sealed record ModelBenchmarkReport(double PromptTokens, double OutputTokens, IReadOnlyList<ModelBenchmarkRow> Rows);
