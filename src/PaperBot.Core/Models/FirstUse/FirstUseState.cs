namespace PaperBot.Models.FirstUse;

/// <summary>What happened at first use, kept in <c>first-use.json</c> of the models folder.</summary>
internal sealed record FirstUseState
{
    /// <summary>When the embedder could not be had; it is not tried again for a day.</summary>
    public DateTimeOffset? FailedAt { get; init; }

    /// <summary>Why, for <c>doctor</c>.</summary>
    public string? Problem { get; init; }

    /// <summary>The owner was asked about the chat model, whatever the answer.</summary>
    public bool AskedForChat { get; init; }
}
