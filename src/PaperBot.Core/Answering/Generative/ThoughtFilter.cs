using System.Text;
using System.Text.RegularExpressions;

namespace PaperBot.Answering.Generative;

/// <summary>Takes what a model only thinks (<c>&lt;think&gt;…&lt;/think&gt;</c>, closed or not) out of its reply as it arrives.</summary>
internal sealed partial class ThoughtFilter
{
    private const int LongestTag = 16;

    private readonly StringBuilder _held = new();
    private bool _thinking;

    /// <summary>A thought was closed that nobody opened: what came before it was thought too.</summary>
    public bool EndedUnopened { get; private set; }

    /// <summary>What of the reply so far is said and not yet returned.</summary>
    public string Add(string text)
    {
        _held.Append(text);
        var (said, rest) = (new StringBuilder(), _held.ToString());
        for (var tag = Tag().Match(rest); tag.Success; tag = Tag().Match(rest))
        {
            var opens = !tag.Value.StartsWith("</", StringComparison.Ordinal);
            if (!_thinking)
                said.Append(rest, 0, tag.Index);
            if (!_thinking && !opens)
            {
                said.Clear();
                EndedUnopened = true;
            }
            _thinking = opens;
            rest = rest[(tag.Index + tag.Length)..];
        }
        var cut = rest.LastIndexOf('<');
        var hold = cut >= 0 && rest.Length - cut < LongestTag && !rest.AsSpan(cut).Contains('>') ? cut : rest.Length;
        if (!_thinking)
            said.Append(rest, 0, hold);
        _held.Clear().Append(rest, hold, rest.Length - hold);
        return said.ToString();
    }

    /// <summary>What is left when the reply has ended.</summary>
    public string End() => _thinking ? "" : _held.ToString();

    [GeneratedRegex("</?(?:think|thinking|thought|reasoning|reflection|scratchpad)>", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Tag();
}
