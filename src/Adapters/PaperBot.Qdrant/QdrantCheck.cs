using Microsoft.Extensions.Options;
using PaperBot.Diagnostics.Doctor;
using PaperBot.Retrieval.Indexing;

namespace PaperBot.Qdrant;

/// <summary>Is the Qdrant server reached, and in step with the library?</summary>
internal sealed class QdrantCheck(IOptions<QdrantOptions> options, IServiceProvider services, IndexUpdater updater) : IDoctorCheck
{
    public string Area => "qdrant";

    public Task<Finding> RunAsync(CancellationToken cancellationToken)
    {
        if (options.Value.Address.Length == 0)
            return Task.FromResult(Finding.Ok("none set (Qdrant:Address is empty); the embedded index serves"));
        var index = (QdrantPaperIndex)services.GetService(typeof(QdrantPaperIndex))!;
        try
        {
            var (state, behind) = (index.State, updater.For(index).Behind);
            var summary = FormattableString.Invariant($"{options.Value.Address}, {state.Papers:N0} papers, vectors: {state.VectorSpace ?? "none"}{(state.Note is { } note ? "; " + note : "")}");
            return Task.FromResult(behind == 0
                ? Finding.Ok(summary)
                : new Finding(FindingLevel.Notice, FormattableString.Invariant($"{summary}; {behind:N0} papers behind the library"), "'paperbot reindex --to qdrant' fills it; a running bot does it in the background."));
        }
        catch (IndexUnavailableException error)
        {
            var serving = options.Value.KeepEmbedded ? "the embedded index answers" : "no question can be answered (Qdrant:KeepEmbedded is false)";
            return Task.FromResult(new Finding(FindingLevel.Problem, $"{serving}: {error.Message}", "Start the server, or correct Qdrant:Address and Qdrant:ApiKey; it is used again by itself."));
        }
    }
}
