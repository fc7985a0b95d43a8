namespace PaperBot.Testing;

/// <summary>
/// A clock that only a test moves. Timers fire, in order of their due times, while <see cref="Advance"/> passes them.
/// With <see cref="DelaysPassAtOnce"/> a <c>Task.Delay</c> moves the clock to its own end by itself, so code that waits
/// between requests runs through without sleeping; time limits (a <see cref="CancellationTokenSource"/>) still need <see cref="Advance"/>.
/// </summary>
public sealed class ManualTimeProvider : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<ManualTimer> _timers = [];
    private readonly List<TimeSpan> _delays = [];
    private DateTimeOffset _now;

    public ManualTimeProvider()
        : this(new DateTimeOffset(2025, 8, 20, 12, 0, 0, TimeSpan.Zero))
    {
    }

    public ManualTimeProvider(DateTimeOffset start) => _now = start.ToUniversalTime();

    /// <summary>Whether a <c>Task.Delay</c> ends at once and moves the clock.</summary>
    public bool DelaysPassAtOnce { get; init; }

    /// <summary>The delays that moved the clock, in order.</summary>
    public IReadOnlyList<TimeSpan> Delays
    {
        get
        {
            lock (_lock)
                return [.. _delays];
        }
    }

    /// <summary>Whether anyone waits for this clock.</summary>
    public bool IsWaitedFor
    {
        get
        {
            lock (_lock)
                return _timers.Count > 0;
        }
    }

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
            return _now;
    }

    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    /// <summary>Moves the clock and fires what falls due.</summary>
    public void Advance(TimeSpan by) => MoveTo(GetUtcNow() + by);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, callback, state, period);
        timer.Change(dueTime, period);
        if (DelaysPassAtOnce && state is Task && dueTime > TimeSpan.Zero)
            Pass(dueTime, timer);
        return timer;
    }

    private void Pass(TimeSpan delay, ManualTimer timer)
    {
        DateTimeOffset due;
        lock (_lock)
        {
            _delays.Add(delay);
            due = timer.Due ?? _now;
        }
        MoveTo(due);
    }

    private void MoveTo(DateTimeOffset target)
    {
        while (true)
        {
            ManualTimer? next;
            lock (_lock)
            {
                next = _timers.Where(timer => timer.Due <= target).MinBy(timer => timer.Due);
                if (next is null)
                {
                    _now = target > _now ? target : _now;
                    return;
                }
                _now = next.Due > _now ? next.Due.Value : _now;
                next.Due = next.Period > TimeSpan.Zero ? _now + next.Period : null;
                if (next.Due is null)
                    _timers.Remove(next);
            }
            next.Fire();
        }
    }

    private sealed class ManualTimer(ManualTimeProvider clock, TimerCallback callback, object? state, TimeSpan period) : ITimer
    {
        public DateTimeOffset? Due { get; set; }

        public TimeSpan Period { get; private set; } = period;

        public void Fire() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            var now = false;
            lock (clock._lock)
            {
                Period = period;
                clock._timers.Remove(this);
                Due = dueTime < TimeSpan.Zero ? null : clock._now + dueTime;
                if (dueTime > TimeSpan.Zero)
                    clock._timers.Add(this);
                else
                    now = dueTime == TimeSpan.Zero;
            }
            if (now)
                Fire();
            return true;
        }

        public void Dispose()
        {
            lock (clock._lock)
                clock._timers.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
