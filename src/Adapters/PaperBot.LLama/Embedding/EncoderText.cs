using LLama.Native;

namespace PaperBot.LLama.Embedding;

/// <summary>A text in a batch.</summary>
/// <param name="Job">The call it belongs to.</param>
/// <param name="Place">Its place in that call.</param>
/// <param name="Tokens">Never empty.</param>
internal readonly record struct EncoderText(EncoderJob Job, int Place, LLamaToken[] Tokens);
