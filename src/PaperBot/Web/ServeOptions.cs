using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace PaperBot.Web;

/// <summary>Section <c>Serve</c>: the long-running worker.</summary>
internal sealed partial class ServeOptions
{
    public const string Section = "Serve";

    /// <summary>Where health and metrics are served; 127.0.0.1 is this machine alone, 0.0.0.0 every network.</summary>
    [Required]
    [RegularExpression("http://.+", ErrorMessage = "Serve:Address must begin with http://, like http://127.0.0.1:8377.")]
    public string Address { get; set; } = "http://127.0.0.1:8377";

    /// <summary>How log lines look: <c>text</c>, <c>systemd</c> (with the levels that the journal knows) or <c>json</c>.</summary>
    [AllowedValues("text", "systemd", "json")]
    public string LogFormat { get; set; } = "text";

    [OptionsValidator]
    internal sealed partial class Validator : IValidateOptions<ServeOptions>;
}
