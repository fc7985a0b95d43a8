using PaperBot.Retrieval.Indexing;
using PaperBot.Retrieval.Neural;

namespace PaperBot.Diagnostics.Doctor;

/// <summary>Can the chosen neural embedder be used, and has it read the library?</summary>
internal sealed class NeuralCheck(NeuralSpace neural, IndexUpdater updater) : IDoctorCheck
{
    public string Area => "neural embedder";

    public Task<Finding> RunAsync(CancellationToken cancellationToken)
    {
        if (neural.Problem is { } problem)
            return Task.FromResult(new Finding(FindingLevel.Problem, "it cannot be used: the built-in embedder serves", problem));
        if (neural.ModelName is not { } name)
            return Task.FromResult(new Finding(FindingLevel.Notice, "none chosen; the built-in embedder serves", "One finds more by meaning: see Models:Embedder."));
        var (embedded, missing) = (neural.Embedded, neural.Missing);
        var summary = neural.Name is { } space ? FormattableString.Invariant($"{name}, {embedded:N0} papers embedded as {space}") : $"{name}, no papers embedded yet";
        if (missing > 0)
            return Task.FromResult(new Finding(FindingLevel.Notice, FormattableString.Invariant($"{summary}, {missing:N0} to do"), "'paperbot reindex' embeds them; a chat does it in the background."));
        return Task.FromResult(updater.State?.VectorSpace == neural.Name
            ? Finding.Ok(summary + ", in use")
            : new Finding(FindingLevel.Notice, summary + ", not in use yet", "The next search, or 'paperbot reindex', makes searches use it."));
    }
}
