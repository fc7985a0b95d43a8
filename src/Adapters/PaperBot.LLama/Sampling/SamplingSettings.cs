namespace PaperBot.LLama.Sampling;

/// <summary>How the next token is drawn.</summary>
internal sealed record SamplingSettings
{
    /// <summary>0 takes the likeliest token.</summary>
    public float Temperature { get; init; }

    /// <summary>The likeliest tokens that together have this probability; 1 takes all.</summary>
    public float TopP { get; init; } = 1;

    /// <summary>That many of the likeliest; 0 takes all.</summary>
    public int TopK { get; init; }

    /// <summary>Divides the odds of tokens the reply holds already; 1 does nothing.</summary>
    public float RepetitionPenalty { get; init; } = 1;

    public float FrequencyPenalty { get; init; }

    public float PresencePenalty { get; init; }

    /// <summary>Equal seeds draw equally.</summary>
    public uint Seed { get; init; }

    /// <summary>GBNF with the rule <c>root</c> that the reply follows; null for none.</summary>
    public string? Grammar { get; init; }

    public bool Penalizes => RepetitionPenalty != 1 || FrequencyPenalty != 0 || PresencePenalty != 0;
}
