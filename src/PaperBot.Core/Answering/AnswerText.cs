using System.Globalization;
using System.Text;

namespace PaperBot.Answering;

/// <summary>
/// Joins claims into the text of an answer, each with the numbers of what it cites: quoted sentences one paragraph a source, what a model wrote one
/// paragraph whatever it cites. A description of ours is marked where a paragraph first cites it.
/// </summary>
internal sealed class AnswerText
{
    /// <summary>Paragraph of what a model wrote; no paper has this id.</summary>
    public const string Written = "";

    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly HashSet<string> _marked = new(StringComparer.Ordinal);
    private readonly StringBuilder _text = new();
    private string? _paragraph;

    /// <summary>Everything so far.</summary>
    public string Text => _text.ToString();

    /// <summary>The cited papers in the order of their numbers, which begin at 1.</summary>
    public IReadOnlyList<string> PaperIds => [.. _numbers.OrderBy(pair => pair.Value).Select(pair => pair.Key)];

    /// <summary>Adds a claim and returns the piece of text it made.</summary>
    /// <param name="claim">The claim.</param>
    /// <param name="paragraph">Claims of one paragraph stand together; null: that of the first paper cited.</param>
    public string Add(Claim claim, string? paragraph = null)
    {
        paragraph ??= claim.Citations[0].PaperId;
        var piece = new StringBuilder(_paragraph is null ? "" : paragraph == _paragraph ? " " : "\n\n");
        if (paragraph != _paragraph)
            _marked.Clear();
        piece.Append(claim.Text);
        // All of them are marked, not only the first.
        var described = claim.Citations.Where(citation => citation.IsDescription && _marked.Add(citation.PaperId)).ToList();
        if (described.Count > 0)
            piece.Append(" (PaperBot's description)");
        foreach (var id in claim.Citations.Select(citation => citation.PaperId).Distinct(StringComparer.Ordinal))
        {
            if (!_numbers.TryGetValue(id, out var number))
                _numbers[id] = number = _numbers.Count + 1;
            piece.Append(CultureInfo.InvariantCulture, $" [{number}]");
        }
        _paragraph = paragraph;
        _text.Append(piece);
        return piece.ToString();
    }
}
