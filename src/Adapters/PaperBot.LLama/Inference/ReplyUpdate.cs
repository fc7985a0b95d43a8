namespace PaperBot.LLama.Inference;

/// <summary>What a request's caller is told.</summary>
internal abstract record ReplyUpdate;

/// <summary>It waits; 1 is next.</summary>
internal sealed record ReplyQueued(int Position, TimeSpan? EstimatedWait) : ReplyUpdate;

/// <summary>More of the reply.</summary>
internal sealed record ReplyDelta(string Text) : ReplyUpdate;

/// <summary>The reply is complete.</summary>
/// <param name="CutByLength">Whether the limit of tokens ended it.</param>
/// <param name="PromptTokens">All of the prompt's.</param>
/// <param name="SharedTokens">Those of them that an earlier request had computed.</param>
/// <param name="ReplyTokens">Those that were written.</param>
internal sealed record ReplyEnded(bool CutByLength, int PromptTokens, int SharedTokens, int ReplyTokens) : ReplyUpdate;
