using LLama.Native;

namespace PaperBot.LLama.Embedding;

/// <summary>
/// The texts of one call on their way through <see cref="EncoderLoop"/>. They are computed from the longest to the shortest, so that a batch holds
/// texts of like length and a too large one fails at once. The loop's thread alone takes and fills; ending is safe from any thread.
/// </summary>
internal sealed class EncoderJob
{
    private readonly LLamaToken[][] _texts;
    private readonly int[] _order;
    private readonly float[][] _rows;
    private readonly TaskCompletionSource<float[][]> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private int _taken;
    private int _filled;

    public EncoderJob(LLamaToken[][] texts, EncoderPriority priority)
    {
        (_texts, Priority, _rows) = (texts, priority, new float[texts.Length][]);
        _order = [.. Enumerable.Range(0, texts.Length)];
        Array.Sort(_order, (a, b) => texts[b].Length != texts[a].Length ? texts[b].Length.CompareTo(texts[a].Length) : a.CompareTo(b));
    }

    public EncoderPriority Priority { get; }

    /// <summary>A row a text, in the order they were given.</summary>
    public Task<float[][]> Completion => _done.Task;

    public bool IsOver => _done.Task.IsCompleted;

    public bool HasMore => !IsOver && _taken < _order.Length;

    /// <summary>Tokens of the text that is next.</summary>
    public int NextLength => _texts[_order[_taken]].Length;

    /// <summary>The next text: its place in the call and its tokens.</summary>
    public (int Place, LLamaToken[] Tokens) Take()
    {
        var place = _order[_taken++];
        return (place, _texts[place]);
    }

    public void Fill(int place, float[] row)
    {
        _rows[place] = row;
        if (++_filled == _rows.Length)
            _done.TrySetResult(_rows);
    }

    public void Cancel(CancellationToken cancellationToken) => _done.TrySetCanceled(cancellationToken);

    public void Fail(Exception error) => _done.TrySetException(error);
}
