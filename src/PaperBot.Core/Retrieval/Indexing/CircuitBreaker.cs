namespace PaperBot.Retrieval.Indexing;

/// <summary>
/// Keeps calls away from something that failed: after a failure nobody may call for a while, then one caller may try, and its success lets
/// everyone in again (Nygard, "Release It!").
/// </summary>
/// <param name="pause">How long nobody may call after a failure.</param>
public sealed class CircuitBreaker(TimeProvider time, TimeSpan pause)
{
    private readonly Lock _lock = new();
    private long? _failed;
    private bool _isProbing;

    /// <summary>False from a failure to the next success.</summary>
    public bool IsClosed
    {
        get
        {
            lock (_lock)
                return _failed is null;
        }
    }

    /// <summary>True when the caller may call; it then says how that went with <see cref="Succeed"/>, <see cref="Fail"/> or <see cref="Leave"/>.</summary>
    public bool TryEnter()
    {
        lock (_lock)
        {
            if (_failed is not { } failed)
                return true;
            if (_isProbing || time.GetElapsedTime(failed) < pause)
                return false;
            return _isProbing = true;
        }
    }

    /// <summary>The call was answered.</summary>
    public void Succeed()
    {
        lock (_lock)
            (_failed, _isProbing) = (null, false);
    }

    /// <summary>The call failed.</summary>
    public void Fail()
    {
        lock (_lock)
            (_failed, _isProbing) = (time.GetTimestamp(), false);
    }

    /// <summary>The call ended in a way that says nothing, as when its caller gave up.</summary>
    public void Leave()
    {
        lock (_lock)
            _isProbing = false;
    }
}
