namespace PaperBot.Answering;

/// <summary>Times the steps of one answer; checking happens while it is composed and counts apart.</summary>
internal sealed class StepWatch(TimeProvider clock)
{
    private readonly long _start = clock.GetTimestamp();
    private double _retrieved;
    private double _composed;
    private double _checking;

    /// <summary>So far; a step that was not reached took nothing.</summary>
    public AnswerTimings Timings => new(_retrieved, _composed > 0 ? Math.Max(0, _composed - _retrieved - _checking) : 0, _checking, Elapsed);

    private double Elapsed => clock.GetElapsedTime(_start).TotalMilliseconds;

    public void Retrieved() => AnsweringTelemetry.Retrieve.Record((_retrieved = Elapsed) / 1000);

    /// <summary>Does a piece of checking.</summary>
    public T Checking<T>(Func<T> check)
    {
        var begin = clock.GetTimestamp();
        var result = check();
        _checking += clock.GetElapsedTime(begin).TotalMilliseconds;
        return result;
    }

    /// <summary>Does a piece of checking.</summary>
    public void Checking(Action check) => Checking(() =>
    {
        check();
        return true;
    });

    public void Composed()
    {
        _composed = Elapsed;
        AnsweringTelemetry.Compose.Record((_composed - _retrieved - _checking) / 1000);
        AnsweringTelemetry.Check.Record(_checking / 1000);
    }
}
