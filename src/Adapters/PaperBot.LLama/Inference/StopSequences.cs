using System.Text;

namespace PaperBot.LLama.Inference;

/// <summary>Lets a reply through up to the first stop text; holds back what might become one, so that no part of one is ever shown.</summary>
internal sealed class StopSequences
{
    private readonly string[] _stops;
    private readonly int _longest;
    private readonly StringBuilder _held = new();

    public StopSequences(IEnumerable<string> stops)
    {
        _stops = [.. stops.Where(stop => stop.Length > 0)];
        _longest = _stops.Length == 0 ? 0 : _stops.Max(stop => stop.Length);
    }

    /// <summary>Whether a stop text came; nothing passes after it.</summary>
    public bool Stopped { get; private set; }

    /// <summary>What may be shown now that <paramref name="text"/> was written. How the text is cut into calls makes no difference.</summary>
    public string Pass(string text)
    {
        if (_longest == 0)
            return text;
        var shown = new StringBuilder();
        foreach (var letter in Stopped ? "" : text)
        {
            _held.Append(letter);
            var held = _held.ToString();
            if (Array.FindAll(_stops, stop => held.EndsWith(stop, StringComparison.Ordinal)) is [_, ..] ended)
            {
                shown.Append(held, 0, held.Length - ended.Max(stop => stop.Length));
                _held.Clear();
                Stopped = true;
                break;
            }
            var keep = Beginning(held);
            shown.Append(held, 0, held.Length - keep);
            _held.Remove(0, held.Length - keep);
        }
        return shown.ToString();
    }

    /// <summary>What was held back when the reply ended otherwise.</summary>
    public string Rest()
    {
        var rest = _held.ToString();
        _held.Clear();
        return rest;
    }

    /// <summary>How many letters at the end of <paramref name="held"/> may begin a stop text.</summary>
    private int Beginning(string held)
    {
        for (var length = Math.Min(held.Length, _longest - 1); length > 0; length--)
        {
            if (Array.Exists(_stops, stop => stop.Length > length && held.AsSpan(held.Length - length).SequenceEqual(stop.AsSpan(0, length))))
                return length;
        }
        return 0;
    }
}
