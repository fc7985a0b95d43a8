using LLama;
using LLama.Common;
using LLama.Native;
using Microsoft.Extensions.Logging;
using PaperBot.Models;

namespace PaperBot.LLama.Embedding;

/// <summary>
/// Computes the texts of all callers in small batches on one thread of its own, because the native context is not to be shared and computes fastest
/// from one fixed thread. Between two batches the most urgent work goes first, and bulk work lets everything else on this machine go before it.
/// </summary>
internal sealed partial class EncoderLoop : IDisposable
{
    private readonly LLamaWeights _weights;
    private readonly EncoderSettings _settings;
    private readonly ForegroundWork _foreground;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly object _gate = new();
    private readonly EncoderQueue _queue = new();
    private readonly ITimer _patience;
    private readonly Thread _thread;
    private readonly TaskCompletionSource<LLamaPoolingType> _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private bool _closing;
    private long _latestBulk;

    private EncoderLoop(LLamaWeights weights, ModelParams parameters, EncoderSettings settings, ForegroundWork foreground, TimeProvider clock, ILogger logger)
    {
        (_weights, _settings, _foreground, _clock, _logger) = (weights, settings, foreground, clock, logger);
        _latestBulk = clock.GetTimestamp();
        _patience = clock.CreateTimer(_ => Wake(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _foreground.Ended += Wake;
        _thread = new Thread(() => Run(parameters)) { IsBackground = true, Name = "paperbot-encoder" };
    }

    /// <summary>The pooling in force: what was asked for, or what the file says.</summary>
    public LLamaPoolingType Pooling { get; private set; }

    /// <summary>Opens a context on a thread of its own; the loop owns <paramref name="weights"/> from now on.</summary>
    /// <exception cref="InvalidOperationException">There is not enough memory.</exception>
    public static async Task<EncoderLoop> StartAsync(
        LLamaWeights weights, ModelParams parameters, EncoderSettings settings, ForegroundWork foreground, TimeProvider clock, ILogger logger)
    {
        var loop = new EncoderLoop(weights, parameters, settings, foreground, clock, logger);
        loop._thread.Start();
        try
        {
            loop.Pooling = await loop._opened.Task.ConfigureAwait(false);
            return loop;
        }
        catch
        {
            loop.Dispose();
            throw;
        }
    }

    /// <summary>A row of <see cref="EncoderSettings.Width"/> numbers for each text, in their order. A cancelled call leaves between two batches.</summary>
    /// <param name="texts">None empty, none longer than a batch.</param>
    /// <exception cref="ModelUnavailableException">They could not be computed.</exception>
    /// <exception cref="ObjectDisposedException">The loop was closed before they were computed.</exception>
    public async Task<float[][]> EncodeAsync(LLamaToken[][] texts, EncoderPriority priority, CancellationToken cancellationToken)
    {
        if (texts.Length == 0)
            return [];
        var job = new EncoderJob(texts, priority);
        using var cancelled = cancellationToken.Register(() => job.Cancel(cancellationToken));
        if (priority == EncoderPriority.Bulk)
            return await EnqueueAsync(job).ConfigureAwait(false);
        _foreground.Enter();
        try
        {
            return await EnqueueAsync(job).ConfigureAwait(false);
        }
        finally
        {
            _foreground.Leave();
        }
    }

    /// <summary>Lets the batch that is computed end, and fails everything else.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            if (_closing)
                return;
            _closing = true;
            Monitor.PulseAll(_gate);
        }
        _thread.Join();
        _foreground.Ended -= Wake;
        _patience.Dispose();
        foreach (var job in _queue.Clear())
            job.Fail(new ObjectDisposedException(_settings.Model));
        _weights.Dispose();
    }

    private Task<float[][]> EnqueueAsync(EncoderJob job)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_closing, this);
            _queue.Add(job);
            Monitor.PulseAll(_gate);
        }
        return job.Completion;
    }

    private void Wake()
    {
        lock (_gate)
            Monitor.PulseAll(_gate);
    }

    private void Run(ModelParams parameters)
    {
        EncoderContext context;
        try
        {
            context = new EncoderContext(_weights, parameters, _settings.Width);
        }
#pragma warning disable CA1031 // Whatever it is, it goes to whoever starts the loop.
        catch (Exception error)
#pragma warning restore CA1031
        {
            _opened.SetException(error);
            return;
        }
        using (context)
        {
            _opened.SetResult(context.Pooling);
            while (NextBatch() is { } batch)
                Compute(context, batch);
        }
    }

    private List<EncoderText>? NextBatch()
    {
        lock (_gate)
        {
            while (!_closing)
            {
                if (_queue.Next is { } priority && !MustWait(priority))
                    return _queue.Take(priority, _settings.BatchTokens, EncoderSettings.MostTexts);
                Monitor.Wait(_gate);
            }
            return null;
        }
    }

    private bool MustWait(EncoderPriority priority)
    {
        if (priority != EncoderPriority.Bulk || !_foreground.IsRunning)
            return false;
        var left = _settings.BulkPatience - _clock.GetElapsedTime(_latestBulk);
        if (left <= TimeSpan.Zero)
            return false;
        _patience.Change(left, Timeout.InfiniteTimeSpan);
        return true;
    }

    private void Compute(EncoderContext context, List<EncoderText> batch)
    {
        try
        {
            var rows = context.Encode(batch.ConvertAll(text => text.Tokens));
            for (var i = 0; i < rows.Length; i++)
                batch[i].Job.Fill(batch[i].Place, rows[i]);
        }
#pragma warning disable CA1031 // A failed batch fails its callers, never the process.
        catch (Exception error)
#pragma warning restore CA1031
        {
            BatchFailed(_logger, _settings.Model, error);
            foreach (var text in batch)
                text.Job.Fail(new ModelUnavailableException($"{_settings.Model} failed while it computed; the log says why.", error));
        }
        if (batch[0].Job.Priority == EncoderPriority.Bulk)
            _latestBulk = _clock.GetTimestamp();
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Model} failed to compute a batch; the calls in it fail")]
    private static partial void BatchFailed(ILogger logger, string model, Exception error);
}
