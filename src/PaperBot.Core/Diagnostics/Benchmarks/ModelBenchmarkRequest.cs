namespace PaperBot.Diagnostics.Benchmarks;

/// <summary>What to measure.</summary>
/// <param name="Users">How many ask at once, a measurement each.</param>
/// <param name="PromptTokens">Tokens of a prompt, about; the system text that all share is two fifths of it.</param>
/// <param name="OutputTokens">Tokens of a reply at most.</param>
public sealed record ModelBenchmarkRequest(IReadOnlyList<int> Users, int PromptTokens, int OutputTokens);
