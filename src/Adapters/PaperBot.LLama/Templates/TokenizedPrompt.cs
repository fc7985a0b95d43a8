using LLama.Native;

namespace PaperBot.LLama.Templates;

/// <summary>A prompt in tokens.</summary>
/// <param name="Tokens">All of it.</param>
/// <param name="Prefix">The tokens of the system text alone; empty without one.</param>
/// <param name="PrefixKey">Tells system texts apart.</param>
internal sealed record TokenizedPrompt(LLamaToken[] Tokens, LLamaToken[] Prefix, string PrefixKey)
{
    /// <summary>How many of <see cref="Tokens"/> the prefix gives; the last token of a prompt is always computed.</summary>
    public int Shared { get; } = Math.Min(Tokens.AsSpan().CommonPrefixLength(Prefix), Tokens.Length - 1);
}
