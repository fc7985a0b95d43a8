using Microsoft.Extensions.AI;

namespace PaperBot.Models;

/// <summary>Content of a streamed update that tells how far a waiting request is from its turn; carries no text.</summary>
/// <param name="position">Requests before this one, this one included: 1 is next.</param>
/// <param name="estimatedWait">From what the latest requests took; null when nothing is known yet.</param>
public sealed class QueueContent(int position, TimeSpan? estimatedWait) : AIContent
{
    public int Position { get; } = position;

    public TimeSpan? EstimatedWait { get; } = estimatedWait;
}
