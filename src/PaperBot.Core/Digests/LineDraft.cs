using PaperBot.Answering;

namespace PaperBot.Digests;

/// <summary>What came of asking a model for one sentence.</summary>
/// <param name="Claim">The sentence; null when it failed the check, or none was written.</param>
/// <param name="Dropped">Sentences that failed.</param>
/// <param name="Problem">Why none was written; null when one was.</param>
internal sealed record LineDraft(Claim? Claim, int Dropped, string? Problem);
