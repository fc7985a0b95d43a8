namespace PaperBot.LLama.Inference;

/// <summary>Limits of one loop.</summary>
internal sealed record LoopSettings
{
    public required int MaxConcurrent { get; init; }

    public required int MaxWaiting { get; init; }

    public required int KeptPrefixes { get; init; }

    /// <summary>Prompt tokens a step.</summary>
    public required int PromptSlice { get; init; }

    /// <summary>Tokens of prompt and reply that the model was trained to read.</summary>
    public required int TrainedTokens { get; init; }

    /// <summary>What running requests get to end when the loop is closed.</summary>
    public required TimeSpan Drain { get; init; }

    /// <summary>Sequences of the context: one a running request, one a kept prefix.</summary>
    public int Sequences => MaxConcurrent + KeptPrefixes;
}
