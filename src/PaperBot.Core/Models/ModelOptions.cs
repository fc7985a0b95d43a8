using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using PaperBot.Sources.Http;

namespace PaperBot.Models;

/// <summary>Section <c>Models</c>: which models are used, and where they come from.</summary>
public sealed partial class ModelOptions : IValidatableObject
{
    public const string Section = "Models";

    internal const string PullsEmbedder = "embedder";

    /// <summary>Folder of downloaded models and of what <c>paperbot models use</c> chose; empty means <c>models</c> in the user's data folder.</summary>
    [Required(AllowEmptyStrings = true)]
    public string Folder { get; set; } = "";

    /// <summary>The chat model: a name of the catalogue, the path of a GGUF file, or an endpoint (<c>openai</c>); empty means what <c>paperbot models use</c> chose.</summary>
    [Required(AllowEmptyStrings = true)]
    public string Chat { get; set; } = "";

    /// <summary>The neural embedder, named likewise; empty means what <c>paperbot models use</c> chose.</summary>
    [Required(AllowEmptyStrings = true)]
    public string Embedder { get; set; } = "";

    /// <summary>The reranker, named likewise; empty means what <c>paperbot models use</c> chose.</summary>
    [Required(AllowEmptyStrings = true)]
    public string Reranker { get; set; } = "";

    /// <summary>File that lists the models which can be downloaded by name; relative to the executable.</summary>
    [Required]
    public string Catalogue { get; set; } = "models/models.json";

    /// <summary>Where models are downloaded from: a mirror of the Hugging Face hub; empty means <c>HuggingFace:BaseAddress</c>, the only address that sees the token.</summary>
    [Required(AllowEmptyStrings = true)]
    public string HubAddress { get; set; } = "";

    /// <summary>What is downloaded by itself at first use: <c>embedder</c> (25 MB, in a terminal or in <c>chat</c> only, and only when an adapter is loaded that runs it) or <c>none</c>.</summary>
    [RegularExpression("^(embedder|none)$", ErrorMessage = "Models:AutoPull must be embedder or none.")]
    public string AutoPull { get; set; } = PullsEmbedder;

    /// <summary>Seconds that an answer waits for the chat model to be loaded before it is written without.</summary>
    [Range(0, 600)]
    public int LoadSeconds { get; set; } = 60;

    /// <summary>The folder in force, absolute.</summary>
    public string Directory => Path.GetFullPath(Folder.Length > 0
        ? Folder
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "paperbot", "models"));

    /// <summary>The catalogue in force, absolute.</summary>
    public string CataloguePath => Path.GetFullPath(Catalogue, AppContext.BaseDirectory);

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (HubAddress.Length > 0 && !(Uri.TryCreate(HubAddress, UriKind.Absolute, out var address) && ServiceAddress.IsUsable(address)))
            yield return new ValidationResult("Models:HubAddress must be an absolute http(s) address.", [nameof(HubAddress)]);
    }

    [OptionsValidator]
    internal sealed partial class Validator : IValidateOptions<ModelOptions>;
}
