using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using PaperBot.Models;
using PaperBot.Retrieval.Indexing;

namespace PaperBot.Retrieval.Ranking;

/// <summary>Lets a reranker look at the first papers of a ranking, when one is chosen and answers in time.</summary>
public sealed partial class Reranking(
    ChosenModels chosen, IEnumerable<IModelRuntime> runtimes, IOptions<RerankingOptions> options, TimeProvider time, ILogger<Reranking>? logger = null) : IAsyncDisposable
{
    private readonly ILogger _logger = logger ?? NullLogger<Reranking>.Instance;
    private readonly Lazy<RunnableModel?> _model = new(() => chosen.Of(ModelKind.Reranker).Model);
    private readonly CancellationTokenSource _closing = new();
    private readonly Lock _lock = new();
    private Task<IReranker?>? _loading;

    /// <summary>The papers, the first ones in the order of both scores mixed; as they were when there is no reranker or it is late.</summary>
    internal async Task<List<RankedPaper>> RunAsync(string query, List<RankedPaper> papers, CancellationToken cancellationToken)
    {
        var (weight, count) = (options.Value.Weight, Math.Min(options.Value.Papers, papers.Count));
        if (weight == 0 || count < 2 || _model.Value is null)
            return papers;
        using var budget = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            var first = papers.GetRange(0, count);
            var scoring = ScoreAsync(query, first, budget.Token);
            var scores = await scoring.WaitAsync(TimeSpan.FromSeconds(options.Value.Seconds), time, cancellationToken).ConfigureAwait(false);
            return scores is null ? papers : [.. Mixed(first, scores, weight), .. papers.Skip(count)];
        }
        catch (TimeoutException)
        {
            LogLate(options.Value.Seconds);
            await budget.CancelAsync().ConfigureAwait(false);
            return papers;
        }
        catch (Exception error) when (error is ModelUnavailableException or ModelBusyException)
        {
            LogUnavailable(error.Message);
            return papers;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync().ConfigureAwait(false);
        try
        {
            if (_loading is { } loading && await loading.ConfigureAwait(false) is { } reranker)
                reranker.Dispose();
        }
        catch (OperationCanceledException)
        {
            // It was never loaded.
        }
        _closing.Dispose();
    }

    private async Task<IReadOnlyList<double>?> ScoreAsync(string query, List<RankedPaper> papers, CancellationToken cancellationToken)
    {
        if (await Loading().WaitAsync(cancellationToken).ConfigureAwait(false) is not { } reranker)
            return null;
        return await reranker.ScoreAsync(query, papers.ConvertAll(paper => IndexedText.Of(paper.Paper)), cancellationToken).ConfigureAwait(false);
    }

    private Task<IReranker?> Loading()
    {
        lock (_lock)
            return _loading ??= Task.Run(() => LoadAsync(_model.Value!, _closing.Token));
    }

    // Not tried again in this process: null, after one warning.
    private async Task<IReranker?> LoadAsync(RunnableModel model, CancellationToken cancellationToken)
    {
        try
        {
            var runtime = runtimes.FirstOrDefault(candidate => candidate.Name == model.Runtime)
                ?? throw new ModelUnavailableException($"{model.Name} needs the adapter {model.Runtime}, which is not loaded.");
            return await runtime.LoadRerankerAsync(model, cancellationToken).ConfigureAwait(false);
        }
        catch (ModelUnavailableException error)
        {
            LogUnavailable(error.Message);
            return null;
        }
    }

    // The places keep their scores, so that what comes behind stays behind.
    private static IEnumerable<RankedPaper> Mixed(List<RankedPaper> papers, IReadOnlyList<double> scores, double weight)
    {
        var (own, theirs) = (Normalised([.. papers.Select(paper => paper.Score)]), Normalised(scores));
        var (low, high) = (papers[^1].Score, papers[0].Score);
        return papers.Select((paper, i) => paper with { Score = low + (high - low) * ((1 - weight) * own[i] + weight * theirs[i]) })
            .OrderByDescending(paper => paper.Score).ThenBy(paper => paper.Paper.Id, StringComparer.Ordinal);
    }

    private static double[] Normalised(IReadOnlyList<double> values)
    {
        var (low, high) = (values.Min(), values.Max());
        return [.. values.Select(value => high > low ? (value - low) / (high - low) : 0)];
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The reranker cannot be used: {Reason}")]
    private partial void LogUnavailable(string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "The reranker did not answer within {Seconds} s; the ranking stands as it was")]
    private partial void LogLate(double seconds);
}
