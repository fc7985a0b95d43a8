namespace PaperBot.Models.Hub;

/// <summary>The speed of the last seconds.</summary>
internal sealed class TransferRate(TimeProvider time)
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(200);
    private readonly Queue<(long At, long Bytes)> _samples = new();
    private (long At, long Bytes)? _latest;

    /// <summary>Bytes a second; 0 while nothing is known.</summary>
    public double PerSecond { get; private set; }

    /// <summary>Notes that <paramref name="bytes"/> have come in all; true a few times a second, when there is something to tell.</summary>
    public bool Note(long bytes)
    {
        var now = time.GetTimestamp();
        if (_latest is { } latest && time.GetElapsedTime(latest.At, now) < Step)
            return false;
        _latest = (now, bytes);
        _samples.Enqueue((now, bytes));
        while (_samples.Count > 2 && time.GetElapsedTime(_samples.Peek().At, now) > Window)
            _samples.Dequeue();
        var (from, before) = _samples.Peek();
        var seconds = time.GetElapsedTime(from, now).TotalSeconds;
        PerSecond = seconds > 0 ? (bytes - before) / seconds : 0;
        return true;
    }
}
