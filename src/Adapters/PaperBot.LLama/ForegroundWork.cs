namespace PaperBot.LLama;

/// <summary>Counts what people wait for (answers, queries, reranking), so that bulk embedding gives way to it. One for all models of this machine.</summary>
internal sealed class ForegroundWork
{
    private readonly Lock _gate = new();

    private int _running;

    /// <summary>Told when the last of it has ended; handlers must be quick.</summary>
    public event Action? Ended;

    public bool IsRunning => Volatile.Read(ref _running) > 0;

    /// <summary>Call when somebody begins to wait, and <see cref="Leave"/> once for it whatever happens.</summary>
    public void Enter()
    {
        lock (_gate)
            _running++;
    }

    public void Leave()
    {
        lock (_gate)
        {
            if (--_running > 0)
                return;
        }
        Ended?.Invoke();
    }
}
