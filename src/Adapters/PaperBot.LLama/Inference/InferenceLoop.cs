using LLama;
using LLama.Common;
using LLama.Native;
using Microsoft.Extensions.Logging;
using PaperBot.Models;

namespace PaperBot.LLama.Inference;

/// <summary>
/// Writes the replies of many requests with one model: a step computes the next token of every running reply and a slice of the prompts that are
/// still read. One thread of its own does all of it, because the native context is not to be shared and computes fastest from one fixed thread.
/// </summary>
internal sealed partial class InferenceLoop : IAsyncDisposable
{
    private readonly LLamaWeights _weights;
    private readonly ModelParams _parameters;
    private readonly LoopSettings _settings;
    private readonly ForegroundWork _foreground;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly Lock _gate = new();
    private readonly FairQueue<InferenceRequest> _waiting = new();
    private readonly AutoResetEvent _wake = new(false);
    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly PrefixCache _prefixes;
    private readonly List<InferenceSlot> _running = [];

    private ModelContext _context = null!;
    private bool _isWaitedFor;
    private bool _closing;
    private bool _drained;
    private string? _broken;

    private InferenceLoop(LLamaWeights weights, ModelParams parameters, LoopSettings settings, ForegroundWork foreground, ILogger logger, TimeProvider clock)
    {
        (_weights, _parameters, _settings, _foreground, _logger, _clock) = (weights, parameters, settings, foreground, logger, clock);
        _prefixes = new PrefixCache(settings.KeptPrefixes, settings.MaxConcurrent);
    }

    /// <summary>Requests that wait, and those that run.</summary>
    public (int Waiting, int Running) Load
    {
        get
        {
            lock (_gate)
                return (_waiting.Count, _running.Count);
        }
    }

    /// <summary>For tests, while nothing runs.</summary>
    internal ModelContext Context => _context;

    /// <summary>Opens a context of the model; the caller keeps the weights until the loop is disposed.</summary>
    /// <exception cref="InvalidOperationException">There is no memory for it.</exception>
    public static async Task<InferenceLoop> StartAsync(
        LLamaWeights weights, ModelParams parameters, LoopSettings settings, ForegroundWork foreground, ILogger logger, TimeProvider clock)
    {
        var loop = new InferenceLoop(weights, parameters, settings, foreground, logger, clock);
        new Thread(loop.Run) { IsBackground = true, Name = "PaperBot inference" }.Start();
        await loop._opened.Task.ConfigureAwait(false);
        return loop;
    }

    /// <summary>Tokens that a request's prompt and reply may have together.</summary>
    public int Limit { get; private set; }

    /// <summary>Queues a request. What becomes of it is told through its updates.</summary>
    /// <exception cref="ModelBusyException">The queue is full.</exception>
    /// <exception cref="ModelUnavailableException">The model is closed, or broke for good.</exception>
    public void Submit(InferenceRequest request)
    {
        lock (_gate)
        {
            if (_broken is not null || _closing)
                throw new ModelUnavailableException(_broken ?? "The model is being closed.");
            var free = Math.Max(0, _settings.MaxConcurrent - _running.Count);
            if (_waiting.Count >= _settings.MaxWaiting + free)
                throw new ModelBusyException(_waiting.Count, EstimatedWait(_waiting.Count));
            _waiting.Add(request.User, request);
        }
        Wake();
    }

    /// <summary>Ends a request; a running one frees its place at the next step.</summary>
    public void Cancel(InferenceRequest request)
    {
        request.Cancelled = true;
        lock (_gate)
        {
            if (_waiting.Remove(request) is not null)
                request.End(new OperationCanceledException());
        }
        Wake();
    }

    /// <summary>Takes no more requests, lets running ones end for a while, then ends them.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (_gate)
            _closing = true;
        using var drain = _clock.CreateTimer(_ => EndDrain(), null, _settings.Drain, Timeout.InfiniteTimeSpan);
        Wake();
        await _ended.Task.ConfigureAwait(false);
        lock (_gate)
            _wake.Dispose();
    }

    private void EndDrain()
    {
        lock (_gate)
            _drained = true;
        Wake();
    }

    private void Wake()
    {
        lock (_gate)
        {
            if (!_ended.Task.IsCompleted)
                _wake.Set();
        }
    }

    private void Run()
    {
        try
        {
            _context = new ModelContext(_weights, _parameters);
            Limit = Math.Min(_settings.TrainedTokens, _context.Capacity);
        }
#pragma warning disable CA1031 // Whatever it is, it goes to whoever starts the loop.
        catch (Exception error)
#pragma warning restore CA1031
        {
            _opened.SetException(error);
            return;
        }
        _opened.SetResult();
        while (!IsOver())
        {
            TryTurn();
            TellForeground();
            if (_running.Count == 0 && !IsOver())
                _wake.WaitOne();
        }
        Close();
    }

    private bool IsOver()
    {
        lock (_gate)
            return _broken is not null || (_closing && (_running.Count == 0 || _drained));
    }

    // Somebody waits for what runs, so bulk work gives way.
    private void TellForeground()
    {
        if (_isWaitedFor == _running.Count > 0)
            return;
        _isWaitedFor = _running.Count > 0;
        if (_isWaitedFor)
            _foreground.Enter();
        else
            _foreground.Leave();
    }

    private void TryTurn()
    {
        try
        {
            ReleaseCancelled();
            Admit();
            TellForeground();
            if (_running.Count > 0)
                Step();
        }
#pragma warning disable CA1031 // A failed computation fails its requests, never the process.
        catch (Exception error)
#pragma warning restore CA1031
        {
            StepFailed(_logger, error);
            Recover();
        }
    }

    /// <summary>Fails what runs and begins with an empty context; what waits goes on.</summary>
    private void Recover()
    {
        foreach (var slot in _running.ToArray())
            Release(slot, new ModelUnavailableException("The model failed while it wrote; the next request begins anew."), forget: false);
        _prefixes.Clear();
        try
        {
            _context.Reopen();
        }
#pragma warning disable CA1031 // Without a context nothing can be computed; whoever asks is told so.
        catch (Exception error)
#pragma warning restore CA1031
        {
            ReopenFailed(_logger, error);
            lock (_gate)
                _broken = "The model failed and could not be started again; restart PaperBot, or lower LLama:ContextTokens.";
        }
    }

    private void Close()
    {
        var reason = _broken ?? "The model was closed before the answer was complete.";
        foreach (var slot in _running.ToArray())
            Release(slot, new ModelUnavailableException(reason));
        lock (_gate)
        {
            foreach (var request in _waiting.InOrder())
            {
                _waiting.Remove(request);
                request.End(new ModelUnavailableException(reason));
            }
        }
        TellForeground();
        _context.Dispose();
        lock (_gate)
            _ended.SetResult();
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Computing a step failed; the requests in it fail, and the context is opened anew")]
    private static partial void StepFailed(ILogger logger, Exception error);

    [LoggerMessage(Level = LogLevel.Critical, Message = "The context could not be opened anew")]
    private static partial void ReopenFailed(ILogger logger, Exception error);
}
