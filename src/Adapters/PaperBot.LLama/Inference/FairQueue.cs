namespace PaperBot.LLama.Inference;

/// <summary>Who waits, in turns: each user's requests in their order, users one after another. Not safe for concurrent callers.</summary>
internal sealed class FairQueue<T>
    where T : class
{
    private readonly LinkedList<Line> _lines = new();

    public int Count { get; private set; }

    public void Add(string user, T item)
    {
        var line = _lines.FirstOrDefault(candidate => candidate.User == user) ?? _lines.AddLast(new Line(user)).Value;
        line.Items.Add(item);
        Count++;
    }

    /// <summary>The first request of the first user of whom none runs; null when nobody's turn can come now.</summary>
    public T? Peek(Func<string, bool> mayRun) => _lines.FirstOrDefault(line => mayRun(line.User))?.Items[0];

    /// <summary>Takes a request out that got its turn; its user goes to the end of the line.</summary>
    public void Take(T item)
    {
        if (Remove(item) is { Items.Count: > 0 } line)
        {
            _lines.Remove(line);
            _lines.AddLast(line);
        }
    }

    /// <summary>Takes a request out that was given up.</summary>
    /// <returns>Its user's line, or null when it did not wait.</returns>
    public Line? Remove(T item)
    {
        var line = _lines.FirstOrDefault(candidate => candidate.Items.Remove(item));
        if (line is null)
            return null;
        Count--;
        if (line.Items.Count == 0)
            _lines.Remove(line);
        return line;
    }

    /// <summary>Everybody in the order in which their turns are to come.</summary>
    public IReadOnlyList<T> InOrder()
    {
        var order = new List<T>(Count);
        for (var round = 0; order.Count < Count; round++)
            order.AddRange(_lines.Where(line => line.Items.Count > round).Select(line => line.Items[round]));
        return order;
    }

    /// <summary>The waiting requests of one user.</summary>
    public sealed class Line(string user)
    {
        public string User => user;

        public List<T> Items { get; } = [];
    }
}
