using LLama.Native;

namespace PaperBot.LLama.Inference;

/// <summary>A system text that stays computed in the context for all requests that begin with it.</summary>
internal sealed class KeptPrefix(string key, LLamaToken[] tokens, LLamaSeqId sequence)
{
    public string Key => key;

    public LLamaToken[] Tokens => tokens;

    public LLamaSeqId Sequence => sequence;

    public int Computed { get; set; }

    public bool IsComputed => Computed == tokens.Length;

    /// <summary>Running requests that began with it.</summary>
    public int Users { get; set; }

    /// <summary>Grows with every use.</summary>
    public long LastUse { get; set; }

    /// <summary>Tokens of this step's batch.</summary>
    public int InBatch { get; set; }
}
