using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace PaperBot.Models.Replies;

/// <summary>Takes from a reply what is not meant for readers: thinking aloud, code fences, invisible characters.</summary>
internal static partial class ReplyText
{
    /// <summary>The reply's own words; line feeds are kept.</summary>
    public static string Plain(string reply)
    {
        var text = new StringBuilder(reply.Length);
        foreach (var rune in reply.ReplaceLineEndings("\n").EnumerateRunes())
        {
            if (rune.Value is '\n' or '\t' || Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned or UnicodeCategory.Surrogate))
                text.Append(rune.Value == '\t' ? new Rune(' ') : rune);
        }
        var plain = Thinking().Replace(text.ToString(), " ");
        // Some templates open the thinking themselves, so that only its end is written.
        var end = ThinkingEnd().Matches(plain);
        if (end.Count > 0)
            plain = plain[(end[^1].Index + end[^1].Length)..];
        return Fence().Replace(plain, "").Trim();
    }

    [GeneratedRegex(@"<(think|thinking|reasoning)>.*?(</\1>|\z)", RegexOptions.Singleline | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Thinking();

    [GeneratedRegex(@"</(think|thinking|reasoning)>", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ThinkingEnd();

    [GeneratedRegex(@"^[ ]*(```|~~~)[^\n]*$", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Fence();
}
