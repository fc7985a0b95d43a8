using PaperBot.Answering;
using PaperBot.Models;

namespace PaperBot.Summaries.Generative;

/// <summary>What a model wrote of a summary, as far as the abstract supports it.</summary>
/// <param name="Engine">The model; <c>extractive</c> when none wrote.</param>
/// <param name="Parts">The parts it wrote, by name; a part that is absent is to be written by the extractive engine.</param>
/// <param name="Checked">Sentences it wrote that passed and failed.</param>
/// <param name="Note">Why no model wrote; null when one did, or none was wanted.</param>
internal sealed record SummaryDraft(string Engine, IReadOnlyDictionary<string, IReadOnlyList<Claim>> Parts, CheckCount Checked, string? Note)
{
    /// <summary>No model writes.</summary>
    public static SummaryDraft None(string? note) => new(ChatEngines.Extractive, new Dictionary<string, IReadOnlyList<Claim>>(), new CheckCount(0, 0), note);

    /// <summary>Why another engine wrote some or all of what is shown; null when nothing is amiss.</summary>
    /// <param name="replaced">Names of stated parts that the extractive engine wrote.</param>
    /// <param name="isWhole">The summary has one part only.</param>
    public string? Explain(IReadOnlyList<string> replaced, bool isWhole) =>
        Note ?? (Engine == ChatEngines.Extractive || replaced.Count == 0 ? null
            : isWhole || Parts.Count == 0 ? $"What {Engine} wrote is not supported by the abstract; these are the abstract's own sentences."
            : $"In {string.Join(", ", replaced)} what {Engine} wrote is not supported by the abstract, or it wrote nothing; these are the abstract's own sentences.");
}
