using PaperBot.Answering;
using PaperBot.Models;

namespace PaperBot.Comparison;

/// <summary>Papers side by side: rows are aspects, columns are papers, every filled cell rests on a quote.</summary>
/// <param name="Papers">2 to 5, in the order given.</param>
/// <param name="Aspects">Names of the rows.</param>
/// <param name="Cells">One for each aspect and paper, row by row.</param>
/// <param name="Observations">What is common or different as far as the cells tell; often empty.</param>
/// <param name="Checked">How many phrases passed the check against their abstracts and how many were dropped.</param>
public sealed record PaperComparison(
    IReadOnlyList<ComparedPaper> Papers,
    IReadOnlyList<string> Aspects,
    IReadOnlyList<ComparisonCell> Cells,
    IReadOnlyList<string> Observations,
    CheckCount Checked)
{
    /// <summary>The model that wrote at least a cell, else <c>extractive</c>.</summary>
    public string Engine { get; init; } = ChatEngines.Extractive;

    /// <summary>Why another engine than the one wanted wrote some or all cells; null when nothing is amiss.</summary>
    public string? Note { get; init; }

    /// <summary>The cell of an aspect and a paper.</summary>
    public ComparisonCell Cell(string aspect, string paperId) => Cells.Single(cell => cell.Aspect == aspect && cell.PaperId == paperId);
}

/// <summary>A column.</summary>
/// <param name="Id">The paper's id.</param>
/// <param name="Title">Whole title.</param>
/// <param name="Label">Short and different for each paper of the comparison.</param>
/// <param name="Published">Day of publication, when known.</param>
/// <param name="Url">Its page, when known.</param>
/// <param name="IsDescription">True when the library holds PaperBot's description instead of the abstract.</param>
/// <param name="HasAbstract">False when the library holds only the title.</param>
public sealed record ComparedPaper(string Id, string Title, string Label, DateOnly? Published, string? Url, bool IsDescription, bool HasAbstract = true);

/// <summary>What one paper states on one aspect.</summary>
/// <param name="Aspect">The row.</param>
/// <param name="PaperId">The column.</param>
/// <param name="Claim">A phrase of about twelve words and the sentences it rests on; null when the abstract does not state it.</param>
public sealed record ComparisonCell(string Aspect, string PaperId, Claim? Claim)
{
    /// <summary>What an empty cell says.</summary>
    public const string NotStatedText = "not stated";

    /// <summary>Who wrote it.</summary>
    public string Engine { get; init; } = ChatEngines.Extractive;

    public bool IsStated => Claim is not null;

    /// <summary>The phrase, or "not stated".</summary>
    public string Text => Claim?.Text ?? NotStatedText;

    /// <summary>The sentences, verbatim; null when not stated.</summary>
    public string? Quote => Claim is null ? null : string.Join(" … ", Claim.Citations.Select(citation => citation.Quote));
}
