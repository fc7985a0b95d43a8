using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace PaperBot.LLama;

/// <summary>Section <c>LLama</c>: how model files are run.</summary>
internal sealed partial class LLamaOptions
{
    public const string Section = "LLama";

    /// <summary>Layers of a model that a graphics processor computes: <c>auto</c> (as many as its free memory holds) or a number; 0 uses the processor alone.</summary>
    [RegularExpression("auto|[0-9]{1,4}")]
    public string GpuLayers { get; set; } = "auto";

    /// <summary>Threads that compute; 0 takes one for each core this process may use.</summary>
    [Range(0, 1024)]
    public int Threads { get; set; }

    /// <summary>Tokens that all running requests and kept system texts hold together.</summary>
    [Range(256, 4_000_000)]
    public int ContextTokens { get; set; } = 16384;

    /// <summary>Requests that one chat model answers at the same time.</summary>
    [Range(1, 48)]
    public int MaxConcurrent { get; set; } = 4;

    /// <summary>Requests that may wait for their turn; one more is told that the model is busy.</summary>
    [Range(0, 10_000)]
    public int MaxWaiting { get; set; } = 32;

    /// <summary>System texts that stay computed, the least recently used go first.</summary>
    [Range(0, 15)]
    public int KeptPrefixes { get; set; } = 4;

    /// <summary>Prompt tokens read in one step, for all requests together: small ones let running answers go on smoothly; 0 takes 128, and 512 on a graphics processor.</summary>
    [Range(0, 8192)]
    public int PromptSlice { get; set; }

    /// <summary>Flash attention: <c>auto</c>, <c>on</c> or <c>off</c>.</summary>
    [RegularExpression("auto|on|off")]
    public string FlashAttention { get; set; } = "auto";

    /// <summary>Numbers of the attention memory: <c>f16</c>, <c>q8_0</c> for half the memory (needs flash attention), <c>f32</c> for twice.</summary>
    [RegularExpression("f16|q8_0|f32")]
    public string CacheType { get; set; } = "f16";

    /// <summary>Seconds that running answers get to end when the model is closed.</summary>
    [Range(0, 300)]
    public int DrainSeconds { get; set; } = 5;

    /// <summary>Threads that embed and rerank; 0 takes as many as <see cref="Threads"/>.</summary>
    [Range(0, 1024)]
    public int EmbeddingThreads { get; set; }

    /// <summary>Tokens of a text that are embedded where the catalogue does not say what the model was trained on; what follows is cut off.</summary>
    [Range(16, 8192)]
    public int EmbeddingTokens { get; set; } = 256;

    [OptionsValidator]
    internal sealed partial class Validator : IValidateOptions<LLamaOptions>;
}
