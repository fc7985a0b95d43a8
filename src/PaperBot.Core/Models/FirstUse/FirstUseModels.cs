using Microsoft.Extensions.Options;
using PaperBot.Models.Catalogue;
using PaperBot.Models.Files;
using PaperBot.Models.Hub;

namespace PaperBot.Models.FirstUse;

/// <summary>What a new installation gets without being asked: a small embedder when the hub answers soon, and one question about a chat model.</summary>
internal sealed class FirstUseModels(
    ChosenModels chosen, ModelCatalogue catalogue, ModelFolder folder, PullModel pull, UseModel use, IEnumerable<IModelRuntime> runtimes, IOptions<ModelOptions> options, TimeProvider time)
{
    /// <summary>A hub that has not begun to answer by then is not waited for.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    private static readonly TimeSpan Pause = TimeSpan.FromDays(1);

    private bool IsWanted => options.Value.AutoPull == ModelOptions.PullsEmbedder && runtimes.Any(runtime => runtime.Name == RunnableModel.FileRuntime);

    /// <summary>Why the embedder was not had when it was last tried; null when all is well.</summary>
    public string? LatestProblem => Read().Problem;

    /// <summary>The embedder to fetch now; null when there is one, none is wanted, nothing could run it, or it failed less than a day ago.</summary>
    public CatalogueModel? MissingEmbedder()
    {
        if (!IsWanted || chosen.Asked(ModelKind.Embedder) is not null || Read().FailedAt is { } failed && time.GetUtcNow() - failed < Pause)
            return null;
        var embedders = catalogue.All.Where(model => model.Kind == ModelKind.Embedder).ToList();
        return embedders.Exists(folder.Has) ? null : embedders.MinBy(model => model.Bytes);
    }

    /// <summary>The chat model to ask the owner about; null when there is one, or the question was put before.</summary>
    public CatalogueModel? ChatToOffer() =>
        !IsWanted || chosen.Asked(ModelKind.Chat) is not null || Read().AskedForChat || catalogue.All.Any(model => model.Kind == ModelKind.Chat && folder.Has(model))
            ? null
            : catalogue.Recommended(ModelKind.Chat, "small");

    /// <summary>Remembers that the question was put.</summary>
    public void RememberAsking() => Write(Read() with { AskedForChat = true });

    /// <summary>Downloads a model; what goes wrong is remembered for <c>doctor</c> and told to nobody.</summary>
    /// <returns>Whether it is there now.</returns>
    public async Task<bool> FetchAsync(CatalogueModel model, IProgress<PullProgress> progress, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        var begin = new Beginning(progress, deadline);
        try
        {
            await pull.RunAsync(model, begin, either.Token).ConfigureAwait(false);
            if (model.Kind != ModelKind.Embedder)
                use.UnlessChosen(model);
            else if (Read() is { FailedAt: not null } state)
                Write(state with { FailedAt = null, Problem = null });
            return true;
        }
        catch (ModelUnavailableException problem)
        {
            Write(Read() with { FailedAt = time.GetUtcNow(), Problem = problem.Message });
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Another process that is at it will bring it.
            if (!begin.Waits)
                Write(Read() with { FailedAt = time.GetUtcNow(), Problem = $"The hub did not answer within {Patience.TotalSeconds:0} seconds." });
        }
        return false;
    }

    private string StatePath => Path.Combine(folder.Path, "first-use.json");

    private FirstUseState Read() => JsonFile.Read<FirstUseState>(StatePath) ?? new FirstUseState();

    private void Write(FirstUseState state)
    {
        try
        {
            JsonFile.Write(StatePath, state);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // A folder that cannot be written is what doctor reports.
        }
    }

    /// <summary>Lifts the deadline once bytes come.</summary>
    private sealed class Beginning(IProgress<PullProgress> inner, CancellationTokenSource deadline) : IProgress<PullProgress>
    {
        public bool Waits { get; private set; }

        public void Report(PullProgress value)
        {
            Waits |= value.Stage == PullStage.Waiting;
            if (value.Stage is PullStage.Receiving or PullStage.Checking)
                deadline.CancelAfter(Timeout.InfiniteTimeSpan);
            inner.Report(value);
        }
    }
}
