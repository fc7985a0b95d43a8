using LLama.Native;
using PaperBot.LLama.Sampling;

namespace PaperBot.LLama.Inference;

/// <summary>A running request: its sequence in the context and what was computed of it.</summary>
internal sealed class InferenceSlot(InferenceRequest request, LLamaSeqId sequence, KeptPrefix? prefix, SafeLlamaModelHandle model, long startedAt) : IDisposable
{
    public InferenceRequest Request => request;

    public LLamaSeqId Sequence => sequence;

    /// <summary>Where its system text is computed; null when it computes all by itself.</summary>
    public KeptPrefix? Prefix => prefix;

    public TokenSampler Sampler { get; } = new(model, request.Sampling);

    public ReplyText Text { get; } = new(model, request.Stops);

    public long StartedAt => startedAt;

    /// <summary>Tokens taken over from the prefix; 0 before it is computed.</summary>
    public int Shared { get; set; }

    /// <summary>Tokens of prompt and reply that the context holds.</summary>
    public int Computed { get; set; }

    /// <summary>Prompt tokens that are not computed yet.</summary>
    public int PromptLeft => Math.Max(0, request.Tokens.Length - Computed);

    /// <summary>Tokens written so far.</summary>
    public int Written { get; set; }

    /// <summary>The latest token written, which the next step computes.</summary>
    public LLamaToken Latest { get; set; }

    /// <summary>Tokens of this step's batch.</summary>
    public int InBatch { get; set; }

    /// <summary>Where in this step's batch its next token is computed; -1 when none is.</summary>
    public int LogitsAt { get; set; } = -1;

    /// <summary>Tokens of the context that are its own for as long as it runs.</summary>
    public int OwnTokens => OwnTokensOf(request, prefix);

    /// <summary>Whether its prompt waits for its prefix.</summary>
    public bool NeedsPrefix => prefix is { IsComputed: false } && Computed == 0;

    public static int OwnTokensOf(InferenceRequest request, KeptPrefix? prefix) =>
        request.Tokens.Length - (prefix is null ? 0 : request.Prompt.Shared) + request.MaxTokens;

    public void Dispose() => Sampler.Dispose();
}
