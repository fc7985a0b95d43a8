namespace PaperBot.LLama.Templates;

/// <summary>A conversation as a model wants it.</summary>
/// <param name="Segments">Without the token that begins every text.</param>
/// <param name="PrefixSegments">How many of them come from the system text alone, and so are the same for every request that shares it.</param>
internal sealed record RenderedPrompt(IReadOnlyList<PromptSegment> Segments, int PrefixSegments)
{
    public string Text => string.Concat(Segments.Select(segment => segment.Text));

    public string PrefixText => string.Concat(Segments.Take(PrefixSegments).Select(segment => segment.Text));
}
