namespace PaperBot.LLama.Embedding;

/// <summary>How an <see cref="EncoderLoop"/> computes.</summary>
internal sealed record EncoderSettings
{
    /// <summary>Texts of a batch; older copies of llama.cpp keep 64 apart.</summary>
    public const int MostTexts = 64;

    /// <summary>As people know the model, for messages.</summary>
    public required string Model { get; init; }

    /// <summary>Numbers that come out for a text.</summary>
    public required int Width { get; init; }

    /// <summary>Tokens of a batch: as long as its slowest text at least.</summary>
    public required int BatchTokens { get; init; }

    /// <summary>So long bulk work waits for its next batch while people wait for answers; then one batch of it is computed all the same, or a busy day would leave the library without vectors.</summary>
    public TimeSpan BulkPatience { get; init; } = TimeSpan.FromSeconds(1);
}
