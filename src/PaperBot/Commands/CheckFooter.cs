using PaperBot.Answering;

namespace PaperBot.Commands;

/// <summary>The lines under a summary or a comparison that tell how the check against the abstracts went and who wrote.</summary>
internal static class CheckFooter
{
    /// <param name="count">Passed and dropped.</param>
    /// <param name="engine">Who wrote.</param>
    /// <param name="note">Why another engine wrote some or all of it; null when nothing is amiss.</param>
    public static IEnumerable<string> Lines(CheckCount count, string engine, string? note)
    {
        yield return (count.Dropped == 0
            ? $"{count.Kept} of {count.Kept} claims checked"
            : $"{count.Kept} of {count.Kept + count.Dropped} claims checked; what the abstract does not support was dropped") + " · " + engine;
        if (note is not null)
            yield return note;
    }
}
