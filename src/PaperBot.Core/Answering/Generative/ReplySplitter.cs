using System.Text;
using PaperBot.Papers;

namespace PaperBot.Answering.Generative;

/// <summary>Cuts a reply into sentences as it arrives.</summary>
internal sealed class ReplySplitter
{
    /// <summary>No sentence is longer, in characters; what goes on has lost its way.</summary>
    private const int LongestSentence = 900;

    private readonly ThoughtFilter _thoughts = new();
    private readonly StringBuilder _pending = new();

    /// <summary>The reply goes round in circles or does not end: no more of it is worth reading.</summary>
    public bool IsAstray => _pending.Length > LongestSentence || Repetition.IsIn(_pending.ToString());

    /// <summary>The sentences that <paramref name="text"/> completes, as written but for their layout.</summary>
    public IReadOnlyList<string> Add(string text)
    {
        var thinking = _thoughts.EndedUnopened;
        var said = _thoughts.Add(text);
        if (_thoughts.EndedUnopened && !thinking)
            _pending.Clear();
        _pending.Append(said.Replace('\r', '\n'));
        return Take(atEnd: false);
    }

    /// <summary>The last sentences, once the reply has ended.</summary>
    /// <param name="cut">It ended in mid-sentence: what has no stop at its end is left out.</param>
    public IReadOnlyList<string> End(bool cut)
    {
        _pending.Append(_thoughts.End());
        var last = Take(atEnd: true);
        return cut && last.Count > 0 && !IsWhole(last[^1]) && !ReplyJudge.FindsNothing(last[^1]) ? [.. last.SkipLast(1)] : last;
    }

    /// <summary>It ends with a stop, or with a key.</summary>
    private static bool IsWhole(string sentence) => sentence.TrimEnd('"', '\'', ')', '”', '’', '*')[^1..] is "." or "!" or "?" or "]";

    private List<string> Take(bool atEnd)
    {
        var sentences = new List<string>();
        var text = _pending.ToString();
        for (var end = text.IndexOf('\n', StringComparison.Ordinal); end >= 0; end = text.IndexOf('\n', StringComparison.Ordinal))
        {
            Add(sentences, Split(text[..end]));
            text = text[(end + 1)..];
        }
        var open = Split(text);
        // What follows the last stop may be a key that belongs before it.
        var kept = atEnd ? 0 : open.Count > 1 && CitationKeys.MayBegin(open[^1]) ? 2 : 1;
        Add(sentences, open.SkipLast(kept));
        var rest = string.Join(' ', open.TakeLast(kept));
        _pending.Clear().Append(rest.Length > 0 && text.EndsWith(' ') ? rest + " " : rest.Length > 0 ? rest : atEnd ? "" : text);
        return sentences;
    }

    private static IReadOnlyList<string> Split(string line) => SentenceSplitter.Split(CitationKeys.BeforeStops(ReplyLayout.Line(line)));

    private static void Add(List<string> sentences, IEnumerable<string> more) =>
        sentences.AddRange(more.Select(ReplyLayout.Sentence).Where(sentence => sentence.Any(char.IsLetter)));
}
