namespace PaperBot.LLama.Embedding;

/// <summary>Who goes first between two batches.</summary>
internal enum EncoderPriority
{
    /// <summary>Somebody waits for this query.</summary>
    Query,

    /// <summary>A few texts that something waits for.</summary>
    Normal,

    /// <summary>The library is embedded; gives way to all else.</summary>
    Bulk,
}
