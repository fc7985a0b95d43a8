namespace PaperBot.Models.Hub;

/// <summary>A file as the hub describes it.</summary>
/// <param name="Sha256">Lower-case hex.</param>
/// <param name="Commit">What the revision stands for at present; null when the hub does not say.</param>
internal sealed record HubFile(string Sha256, long Bytes, string? Commit);
