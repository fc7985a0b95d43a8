using PaperBot.Answering;
using PaperBot.Models;

namespace PaperBot.Digests;

/// <summary>The lines of a digest.</summary>
/// <param name="Lines">One a paper, in the order given.</param>
/// <param name="Checked">Sentences that passed the check against their abstracts and were dropped.</param>
/// <param name="Engine">The model that wrote at least a line, else <c>extractive</c>.</param>
/// <param name="Note">Why another engine than the one wanted wrote some or all lines; null when nothing is amiss.</param>
public sealed record DigestLines(IReadOnlyList<DigestLine> Lines, CheckCount Checked, string Engine, string? Note);

/// <summary>What is new in a paper, in one sentence.</summary>
/// <param name="PaperId">The paper.</param>
/// <param name="Claim">The sentence and what it rests on; null when the library holds no abstract, or none of its sentences can be quoted.</param>
public sealed record DigestLine(string PaperId, Claim? Claim)
{
    /// <summary>Who wrote it.</summary>
    public string Engine { get; init; } = ChatEngines.Extractive;
}
