using PaperBot.Answering.Weighing;

namespace PaperBot.Answering;

/// <summary>An answer as it grows.</summary>
internal sealed class AnswerDraft(WeighedEvidence evidence)
{
    private readonly AnswerText _text = new();
    private readonly List<Claim> _claims = [];

    public IReadOnlyList<Claim> Claims => _claims;

    public string Text => _text.Text;

    public IReadOnlyList<Source> Sources { get; private set; } = [];

    /// <summary>Adds a claim and yields what is to be shown for it.</summary>
    public IEnumerable<AnswerUpdate> Add(Claim claim, string? paragraph = null)
    {
        var piece = _text.Add(claim, paragraph);
        _claims.Add(claim);
        if (_text.PaperIds.Count > Sources.Count)
        {
            Sources = AnswerSources.Of(_text.PaperIds, evidence);
            yield return new SourcesFound(Sources);
        }
        yield return new TextDelta(piece);
    }
}
