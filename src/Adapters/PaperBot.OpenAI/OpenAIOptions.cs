using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace PaperBot.OpenAI;

/// <summary>Section <c>OpenAI</c>: an OpenAI-compatible endpoint.</summary>
internal sealed partial class OpenAIOptions
{
    public const string Section = "OpenAI";

    /// <summary>Where the endpoint is, with its version: <c>http://localhost:8080/v1</c>; empty means there is none.</summary>
    [Required(AllowEmptyStrings = true)]
    [RegularExpression("https?://.+", ErrorMessage = "OpenAI:BaseAddress must begin with http:// or https://, like http://localhost:8080/v1.")]
    public string BaseAddress { get; set; } = "";

    /// <summary>Where embeddings come from when that is another endpoint; empty means <see cref="BaseAddress"/>.</summary>
    [Required(AllowEmptyStrings = true)]
    [RegularExpression("https?://.+", ErrorMessage = "OpenAI:EmbeddingAddress must begin with http:// or https://, like http://localhost:8081/v1.")]
    public string EmbeddingAddress { get; set; } = "";

    /// <summary>Key of the endpoint, secret; empty when it asks for none. Belongs into the environment, <c>PAPERBOT_OpenAI__ApiKey</c>.</summary>
    [Required(AllowEmptyStrings = true)]
    public string ApiKey { get; set; } = "";

    /// <summary>Chat model; empty takes the only one that the endpoint offers.</summary>
    [Required(AllowEmptyStrings = true)]
    public string ChatModel { get; set; } = "";

    /// <summary>Embedding model; empty takes the only one that the endpoint offers.</summary>
    [Required(AllowEmptyStrings = true)]
    public string EmbeddingModel { get; set; } = "";

    /// <summary>Written before a query that is embedded, as the model's card says ("query: ").</summary>
    [Required(AllowEmptyStrings = true)]
    public string QueryPrefix { get; set; } = "";

    /// <summary>Written before a document that is embedded.</summary>
    [Required(AllowEmptyStrings = true)]
    public string DocumentPrefix { get; set; } = "";

    /// <summary>Texts of one embedding request at most.</summary>
    [Range(1, 2048)]
    public int EmbeddingBatch { get; set; } = 64;

    /// <summary>Letters of a text that is embedded at most; the rest is cut off, since endpoints refuse what is too long for their model.</summary>
    [Range(100, 100_000)]
    public int EmbeddingLetters { get; set; } = 4000;

    /// <summary>Chat requests at the endpoint at once; more wait here.</summary>
    [Range(1, 1024)]
    public int MaxConcurrent { get; set; } = 8;

    /// <summary>Chat requests that wait at most; more are told that the model is busy.</summary>
    [Range(0, 10_000)]
    public int QueueLength { get; set; } = 64;

    /// <summary>Seconds that the endpoint may be silent.</summary>
    [Range(1, 3600)]
    public int SilenceSeconds { get; set; } = 120;

    /// <summary>Seconds that it may take to say which models it offers.</summary>
    [Range(1, 600)]
    public int ConnectSeconds { get; set; } = 5;

    /// <summary>How often a request that met a passing failure (429, 5xx, a dropped connection) is sent again.</summary>
    [Range(0, 10)]
    public int Retries { get; set; } = 3;

    [OptionsValidator]
    internal sealed partial class Validator : IValidateOptions<OpenAIOptions>;
}
