namespace PaperBot.Answering.Replies;

/// <summary>What came of asking a model.</summary>
/// <param name="Text">All it said, without what it thought aloud; null when it did not come to an end.</param>
/// <param name="Problem">Why there is no text, a sentence for people; null when there is one.</param>
internal sealed record WholeReply(string? Text, string? Problem)
{
    /// <summary>True when it was stopped for its length: its last sentence is not whole.</summary>
    public bool IsCut { get; init; }
}
