using PaperBot.Answering;

namespace PaperBot.Comparison.Generative;

/// <summary>What a model wrote of a comparison, as far as the abstracts support it.</summary>
/// <param name="Engine">The model; <c>extractive</c> when none writes.</param>
internal sealed record RowDraft(string Engine)
{
    private readonly Dictionary<(string Row, string PaperId), Claim> _cells = [];
    private int _dropped;

    /// <summary>Why no model writes, or why it stopped; null when nothing is amiss.</summary>
    public string? Note { get; init; }

    /// <summary>Phrases that passed and failed.</summary>
    public CheckCount Checked => new(_cells.Count, _dropped);

    /// <summary>A phrase that passed, or that one failed.</summary>
    public void Add(ComparisonRow row, string paperId, Claim? claim)
    {
        if (claim is null)
            _dropped++;
        else
            _cells[(row.Name, paperId)] = claim;
    }

    /// <summary>True when the row has a cell.</summary>
    public bool Holds(ComparisonRow row) => _cells.Keys.Any(key => key.Row == row.Name);

    /// <summary>The cell, or null when the extractive engine is to fill it.</summary>
    public Claim? Find(ComparisonRow row, string paperId) => _cells.GetValueOrDefault((row.Name, paperId));
}
