using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace PaperBot.Models;

/// <summary>Section <c>Models</c>: which models are used.</summary>
public sealed partial class ModelOptions
{
    public const string Section = "Models";

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

    /// <summary>Seconds that an answer waits for the chat model to be loaded before it is written without.</summary>
    [Range(0, 600)]
    public int LoadSeconds { get; set; } = 60;

    /// <summary>The folder in force, absolute.</summary>
    public string Directory => Path.GetFullPath(Folder.Length > 0
        ? Folder
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "paperbot", "models"));

    [OptionsValidator]
    internal sealed partial class Validator : IValidateOptions<ModelOptions>;
}
