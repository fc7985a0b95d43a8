using LLama.Native;
using PaperBot.Models;

namespace PaperBot.LLama.Inference;

/// <summary>What one step computes and what comes of it.</summary>
internal sealed partial class InferenceLoop
{
    private void Step()
    {
        _context.Batch.Clear();
        AddReplies();
        AddPrompts();
        switch (_context.Decode())
        {
            case DecodeResult.Ok:
                Advance();
                break;
            case DecodeResult.NoKvSlot:
                MakeRoom();
                break;
            case var result:
                throw new InvalidOperationException($"llama.cpp could not compute the batch: {result}.");
        }
    }

    private void AddReplies()
    {
        foreach (var slot in _running)
        {
            (slot.InBatch, slot.LogitsAt) = (0, -1);
            if (slot.Prefix is { IsComputed: true } prefix && slot.Computed == 0)
            {
                _context.Share(prefix.Sequence, slot.Sequence, slot.Request.Prompt.Shared);
                slot.Computed = slot.Shared = slot.Request.Prompt.Shared;
            }
            if (slot.Written > 0)
                (slot.InBatch, slot.LogitsAt) = (1, _context.Batch.Add(slot.Latest, slot.Computed, slot.Sequence, true));
        }
    }

    /// <summary>Shares the slice among all prompts that are still read, so that a short one need not wait for a long one.</summary>
    private void AddPrompts()
    {
        foreach (var prefix in _prefixes.Kept)
            prefix.InBatch = 0;
        var slots = _running.Where(slot => slot is { Written: 0, NeedsPrefix: false }).OrderBy(slot => slot.PromptLeft).ToList();
        var prefixes = _running.Where(slot => slot.NeedsPrefix).Select(slot => slot.Prefix!).Distinct().OrderBy(prefix => prefix.Tokens.Length - prefix.Computed).ToList();
        var (left, readers) = (_settings.PromptSlice, slots.Count + prefixes.Count);
        foreach (var prefix in prefixes)
        {
            prefix.InBatch = Math.Min(Share(left, readers--), prefix.Tokens.Length - prefix.Computed);
            left -= prefix.InBatch;
            _context.Batch.AddRange(prefix.Tokens.AsSpan(prefix.Computed, prefix.InBatch), prefix.Computed, prefix.Sequence, false);
        }
        foreach (var slot in slots)
        {
            slot.InBatch = Math.Min(Share(left, readers--), slot.PromptLeft);
            left -= slot.InBatch;
            var last = _context.Batch.AddRange(slot.Request.Tokens.AsSpan(slot.Computed, slot.InBatch), slot.Computed, slot.Sequence, slot.InBatch == slot.PromptLeft);
            slot.LogitsAt = slot.InBatch == slot.PromptLeft ? last : -1;
        }
    }

    private static int Share(int left, int readers) => (left + readers - 1) / readers;

    private void Advance()
    {
        foreach (var prefix in _prefixes.Kept)
            prefix.Computed += prefix.InBatch;
        foreach (var slot in _running.ToArray())
        {
            slot.Computed += slot.InBatch;
            if (slot.LogitsAt >= 0)
                TryWrite(slot);
        }
    }

    private void TryWrite(InferenceSlot slot)
    {
        try
        {
            Write(slot);
        }
#pragma warning disable CA1031 // It concerns this request alone; the others go on.
        catch (Exception error)
#pragma warning restore CA1031
        {
            Release(slot, new ModelUnavailableException($"The reply could not be written: {error.Message}", error));
        }
    }

    private void Write(InferenceSlot slot)
    {
        var token = slot.Sampler.Next(_context.Handle, slot.LogitsAt);
        if (token.IsEndOfGeneration(_context.Model))
        {
            Complete(slot, cutByLength: false);
            return;
        }
        slot.Sampler.Advance(token);
        slot.Latest = token;
        slot.Written++;
        if (slot.Text.Add(token) is { Length: > 0 } text)
            slot.Request.Tell(new ReplyDelta(text));
        if (slot.Text.Stopped || slot.Written == slot.Request.MaxTokens)
            Complete(slot, cutByLength: !slot.Text.Stopped);
    }

    private void Complete(InferenceSlot slot, bool cutByLength)
    {
        if (!slot.Text.Stopped && slot.Text.End() is { Length: > 0 } rest)
            slot.Request.Tell(new ReplyDelta(rest));
        slot.Request.Tell(new ReplyEnded(cutByLength, slot.Request.Tokens.Length, slot.Shared, slot.Written));
        Release(slot, null);
    }

    /// <summary>The context is fuller than was reckoned: an idle prefix goes, else the request that came last.</summary>
    private void MakeRoom()
    {
        if (_prefixes.Idle is { } idle)
            LetGo(idle);
        else if (_running.Count > 1)
            Release(_running[^1], new ModelBusyException(Load.Waiting, null));
        else
            throw new InvalidOperationException("The context has no room for a single request.");
    }
}
