namespace PaperBot.Models.Files;

/// <summary>What is known of a downloaded file, kept beside it as <c>&lt;file&gt;.json</c>.</summary>
public sealed record ModelRecord
{
    /// <summary>Lower-case hex; the file had it when it was put in place.</summary>
    public required string Sha256 { get; init; }

    public required long Bytes { get; init; }

    /// <summary>When the file was last written; another time means that somebody else wrote it.</summary>
    public required DateTimeOffset Modified { get; init; }

    public required string Repository { get; init; }

    /// <summary>The commit that the revision was then; null when the hub did not say.</summary>
    public string? Commit { get; init; }
}
