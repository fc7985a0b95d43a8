using LLama.Native;
using PaperBot.Models;

namespace PaperBot.LLama.Inference;

/// <summary>Who runs: places, memory, and what those who wait are told.</summary>
internal sealed partial class InferenceLoop
{
    private const double NewestWeight = 0.3;

    private double? _usualSeconds;

    /// <summary>Starts as many waiting requests as there are places and memory for.</summary>
    private void Admit()
    {
        lock (_gate)
        {
            while (!_closing && _running.Count < _settings.MaxConcurrent && _waiting.Peek(MayRun) is { } request)
            {
                if (!TryStart(request))
                    break; // It is next; those behind it, however small, wait with it.
                _waiting.Take(request);
            }
            TellPositions();
        }
    }

    // A user has one running at a time.
    private bool MayRun(string user) => _running.TrueForAll(slot => slot.Request.User != user);

    private bool TryStart(InferenceRequest request)
    {
        var prefix = PrefixFor(request);
        if (prefix is not null)
            _prefixes.Use(prefix);
        while (!Fits(request, prefix))
        {
            if (_prefixes.Idle is { } idle)
            {
                LetGo(idle);
                continue;
            }
            if (prefix is not null)
                prefix.Users--;
            if (prefix is null || _running.Count > 0)
                return false;
            prefix = null; // Alone and still too large: without a copy of its own system text it fits.
        }
        Start(request, prefix);
        return true;
    }

    private bool Fits(InferenceRequest request, KeptPrefix? prefix) =>
        _prefixes.Tokens + _running.Sum(slot => slot.OwnTokens) + InferenceSlot.OwnTokensOf(request, prefix) <= _context.Capacity;

    private void Start(InferenceRequest request, KeptPrefix? prefix)
    {
        var sequence = Enumerable.Range(0, _settings.MaxConcurrent).First(candidate => _running.TrueForAll(slot => slot.Sequence.Value != candidate));
        try
        {
            _running.Add(new InferenceSlot(request, (LLamaSeqId)sequence, prefix, _context.Model, _clock.GetTimestamp()));
        }
#pragma warning disable CA1031 // It concerns this request alone.
        catch (Exception error)
#pragma warning restore CA1031
        {
            if (prefix is not null)
                prefix.Users--;
            request.End(new ModelUnavailableException($"The request could not be started: {error.Message}", error));
        }
    }

    /// <summary>The place of the request's system text; null when there is none to be had, and it computes all of its prompt itself.</summary>
    private KeptPrefix? PrefixFor(InferenceRequest request)
    {
        var prompt = request.Prompt;
        if (prompt.Shared == 0 || _settings.KeptPrefixes == 0)
            return null;
        if (_prefixes.Find(prompt.PrefixKey) is { } kept)
            return kept;
        if (!_prefixes.HasPlace)
            return null;
        if (_prefixes.IsFull)
            LetGo(_prefixes.Idle!);
        return _prefixes.Add(prompt.PrefixKey, prompt.Prefix);
    }

    private void LetGo(KeptPrefix prefix)
    {
        _context.Forget(prefix.Sequence);
        _prefixes.Remove(prefix);
    }

    private void ReleaseCancelled()
    {
        foreach (var slot in _running.Where(slot => slot.Request.Cancelled).ToArray())
            Release(slot, new OperationCanceledException());
    }

    /// <summary>Ends a running request and frees its place and memory.</summary>
    private void Release(InferenceSlot slot, Exception? error, bool forget = true)
    {
        if (forget)
            _context.Forget(slot.Sequence);
        if (slot.Prefix is { } prefix)
            prefix.Users--;
        lock (_gate)
            _running.Remove(slot);
        slot.Dispose();
        slot.Request.End(error);
        if (error is null)
        {
            var seconds = _clock.GetElapsedTime(slot.StartedAt).TotalSeconds;
            lock (_gate)
                _usualSeconds = _usualSeconds is { } usual ? usual + NewestWeight * (seconds - usual) : seconds;
        }
    }

    private void TellPositions()
    {
        var position = 0;
        foreach (var request in _waiting.InOrder())
        {
            position++;
            if (request.ToldPosition == position)
                continue;
            request.ToldPosition = position;
            request.Tell(new ReplyQueued(position, EstimatedWait(position)));
        }
    }

    // As many leave at a time as run at a time.
    private TimeSpan? EstimatedWait(int position) =>
        _usualSeconds is { } seconds ? TimeSpan.FromSeconds(seconds * Math.Ceiling(Math.Max(1, position) / (double)_settings.MaxConcurrent)) : null;
}
