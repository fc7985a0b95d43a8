namespace PaperBot.Diagnostics.Evaluation;

/// <summary>How good one-sentence summaries are, beside what simple rules and a perfect choice of sentence reach in the same run.</summary>
/// <param name="Papers">Number of papers.</param>
/// <param name="FittingPapers">How many of them the weights were fitted on.</param>
/// <param name="Methods">Simple rules first, then PaperBot, then the best single sentence.</param>
public sealed record SummaryReport(int Papers, int FittingPapers, IReadOnlyList<SummaryMethodScore> Methods)
{
    /// <summary>How the lines of each model came about.</summary>
    public IReadOnlyList<WrittenLines> Written { get; init; } = [];
}

/// <summary>What became of the lines of a model.</summary>
/// <param name="Requested">As asked for.</param>
/// <param name="Engine">The model.</param>
/// <param name="Own">Papers whose line is its own; the others have a sentence of their abstract.</param>
/// <param name="Dropped">Sentences that the check dropped, in all.</param>
/// <param name="Notes">Why lines are not its own, most frequent first.</param>
public sealed record WrittenLines(string Requested, string Engine, int Own, int Dropped, IReadOnlyList<NoteCount> Notes);

/// <summary>A reason and how often it was given.</summary>
public sealed record NoteCount(string Note, int Papers);

/// <summary>One way to summarise.</summary>
/// <param name="Name">Short name.</param>
/// <param name="All">Mean over all papers.</param>
/// <param name="Fitting">Mean over the half the weights were fitted on; null when it is empty.</param>
/// <param name="HeldOut">Mean over the other half; null when it is empty.</param>
/// <param name="MeanWords">Mean length in words.</param>
public sealed record SummaryMethodScore(string Name, RougePair? All, RougePair? Fitting, RougePair? HeldOut, double MeanWords);

/// <summary>ROUGE-1 and ROUGE-L, F1, stemmed, best of the references.</summary>
public sealed record RougePair(double Rouge1, double RougeL);
