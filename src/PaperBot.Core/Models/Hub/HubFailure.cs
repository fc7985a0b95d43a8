using System.Globalization;
using PaperBot.Models.Catalogue;
using PaperBot.Sources;
using PaperBot.Sources.Http;

namespace PaperBot.Models.Hub;

/// <summary>Says in words for the owner why the hub gave nothing, and what to do.</summary>
internal static class HubFailure
{
    /// <summary>The hub's words for a repository whose terms must be accepted first.</summary>
    public const string Gated = "GatedRepo";

    /// <summary>The hub's words for a file that the repository does not hold.</summary>
    public const string NoEntry = "EntryNotFound";

    /// <summary>The hub's words for a branch, tag or commit that the repository does not hold.</summary>
    public const string NoRevision = "RevisionNotFound";

    /// <summary>A refusal in words.</summary>
    /// <param name="code">The hub's <c>X-Error-Code</c>; null when it gave none.</param>
    public static ModelUnavailableException Of(CatalogueModel model, Uri hub, int status, string? code, bool hadToken, Exception problem) => new(
        (status, code) switch
        {
            (401 or 403, Gated) => $"{model.Repository} is gated: its makers ask for consent first (HTTP {status}). Accept their terms at {new Uri(hub, "/" + model.Repository)}, set a token of that account in HF_TOKEN, and pull again.",
            (401, _) when hadToken => $"{hub.Host} does not accept the token, or does not show {model.Repository} to it (HTTP 401). Check HF_TOKEN and Models:Catalogue.",
            (401 or 403, _) => $"{hub.Host} does not show {model.Repository} to strangers (HTTP {status}): it is private, gated or gone. Set a token that may read it in HF_TOKEN, or choose another model.",
            (404, NoEntry) => $"{model.Repository} at {hub.Host} has no file {model.File} (HTTP 404). It was renamed or removed; correct the entry {model.Name} in Models:Catalogue, or choose another model.",
            (404, NoRevision) => $"{model.Repository} at {hub.Host} has no revision {model.Revision} (HTTP 404). Correct the entry {model.Name} in Models:Catalogue, or choose another model.",
            (404, _) => $"{hub.Host} has no {model.Repository} with {model.File} (HTTP 404). Check Models:HubAddress and the entry {model.Name} in Models:Catalogue.",
            _ => string.Create(CultureInfo.InvariantCulture, $"{hub.Host} refuses {model.Repository}/{model.File} ({problem.Message.TrimEnd('.')})."),
        },
        problem);

    /// <summary>A failure that no more tries mended, in words.</summary>
    /// <param name="kept">What of the file has come and is kept; 0 for nothing.</param>
    public static ModelUnavailableException Of(CatalogueModel model, Uri hub, SourceUnavailableException problem, long kept)
    {
        var goesOn = kept > 0 ? $" What came ({ByteText.Of(kept)}) is kept: 'paperbot models pull {model.Name}' goes on from there." : "";
        var cause = (problem.InnerException?.Message ?? problem.Message).TrimEnd('.');
        return new ModelUnavailableException(
            problem.InnerException switch
            {
                UnreachableException => $"{hub.Host} cannot be reached ({cause}). Check the connection, or set Models:HubAddress to a mirror that can be.{goesOn}",
                ThrottledException => $"{hub.Host} asks for patience: it {cause}. Try again later; a token in HF_TOKEN is granted more.{goesOn}",
                PassingFailureException => $"{model.File} did not come whole from {hub.Host} ({cause}), also after several tries. Try again later.{goesOn}",
                _ => $"{cause}.{goesOn}",
            },
            problem);
    }
}
