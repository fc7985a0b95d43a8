using PaperBot.Retrieval.Indexing;

namespace PaperBot.Commands;

/// <summary>One of several indexes.</summary>
/// <param name="Name">How it is called.</param>
/// <param name="State">What it holds; null when it cannot be used.</param>
/// <param name="Behind">Papers that it lacks.</param>
/// <param name="Problem">Why it cannot be used; null when it can.</param>
internal sealed record IndexParts(string Name, IndexState? State, int Behind, string? Problem)
{
    /// <summary>The parts of a composed index; null when there is but one index.</summary>
    public static IReadOnlyList<IndexParts>? Of(IPaperIndex index, IndexUpdater updater) =>
        index is FallbackPaperIndex composed ? [.. composed.Parts.Select(part => Of(part, updater.For(part), composed))] : null;

    private static IndexParts Of(IPaperIndex part, IndexUpdater updater, FallbackPaperIndex composed)
    {
        try
        {
            return new IndexParts(part.Name, updater.State, updater.Behind, null);
        }
        catch (IndexUnavailableException error)
        {
            return new IndexParts(part.Name, null, 0, composed.Problem ?? error.Message);
        }
    }
}
