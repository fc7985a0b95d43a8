namespace PaperBot.Answering.Generative;

/// <summary>A sentence of a model's reply and what became of it.</summary>
/// <param name="Check">The sentence as it would be shown, with the verdict.</param>
/// <param name="Claim">With what it rests on; null when it is dropped.</param>
/// <param name="IsRepeat">It only says again what was said.</param>
internal sealed record JudgedSentence(ClaimCheck Check, Claim? Claim, bool IsRepeat = false);
