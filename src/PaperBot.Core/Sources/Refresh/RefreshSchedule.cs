namespace PaperBot.Sources.Refresh;

/// <summary>When one source is read next. Plain calculation; nothing is remembered over a restart, since reading again at once costs a service nothing (its pages are cached).</summary>
public sealed class RefreshSchedule
{
    private static readonly TimeSpan LongestRetry = TimeSpan.FromHours(6);

    private readonly Func<DateTimeOffset, DateTimeOffset> _next;
    private readonly TimeSpan _retry;
    private int _failures;

    private RefreshSchedule(string specification, Func<DateTimeOffset, DateTimeOffset> next, TimeSpan retry, DateTimeOffset now) =>
        (Specification, _next, _retry, Due) = (specification, next, retry, now);

    /// <summary>What is read, as <c>ingest</c> takes it.</summary>
    public string Specification { get; }

    /// <summary>When it is read next.</summary>
    public DateTimeOffset Due { get; private set; }

    /// <summary>Failures since the last success.</summary>
    public int Failures => _failures;

    /// <summary>The schedules of the sources that <paramref name="options"/> name; all are due at once.</summary>
    public static IReadOnlyList<RefreshSchedule> Of(RefreshOptions options, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(options);
        var retry = TimeSpan.FromMinutes(options.RetryMinutes);
        var schedules = new List<RefreshSchedule>();
        if (options.HuggingFaceMinutes > 0)
            schedules.Add(new RefreshSchedule("hf:daily", at => at.AddMinutes(options.HuggingFaceMinutes), retry, now));
        if (options.ArxivCategories.Length > 0)
            schedules.Add(new RefreshSchedule("arxiv:" + options.ArxivCategories, at => NextDaily(at, options.ArxivAt), retry, now));
        return schedules;
    }

    /// <summary>Notes that it was read.</summary>
    public void Succeeded(DateTimeOffset now)
    {
        _failures = 0;
        Due = _next(now);
    }

    /// <summary>Notes that it could not be read; it is tried again soon, then ever more rarely.</summary>
    public void Failed(DateTimeOffset now)
    {
        var wait = _retry * Math.Pow(2, Math.Min(_failures++, 20));
        Due = now + (wait < LongestRetry ? wait : LongestRetry);
    }

    private static DateTimeOffset NextDaily(DateTimeOffset now, TimeOnly at)
    {
        var today = new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero) + at.ToTimeSpan();
        return now < today ? today : today.AddDays(1);
    }
}
