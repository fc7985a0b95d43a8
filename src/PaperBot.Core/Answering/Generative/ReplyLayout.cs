using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace PaperBot.Answering.Generative;

/// <summary>Frees a model's text of the layout it was not asked for: Markdown, code fences, JSON, labels, invisible characters.</summary>
internal static partial class ReplyLayout
{
    /// <summary>The line without what only lays it out; empty for a heading, a rule, a fence.</summary>
    public static string Line(string line)
    {
        if (NoText().IsMatch(line))
            return "";
        var text = Begin().Replace(line, "");
        text = JsonBegin().Replace(text, "");
        return Label().Replace(text, "").TrimStart();
    }

    /// <summary>The sentence without emphasis, code marks, the end of a JSON object and characters that cannot be seen; one blank between words.</summary>
    public static string Sentence(string sentence)
    {
        var text = JsonEnd().Replace(Visible(sentence), "$1");
        text = text.EndsWith('"') && text.IndexOf('"', StringComparison.Ordinal) == text.Length - 1 ? text[..^1] : text;
        text = Emphasis().Replace(text.Replace("**", "", StringComparison.Ordinal).Replace("__", "", StringComparison.Ordinal).Replace("`", "", StringComparison.Ordinal), "$1");
        return Blanks().Replace(text.Replace("\\n", " ", StringComparison.Ordinal), " ").Trim();
    }

    /// <summary>The sentence with a capital at its beginning and a stop at its end.</summary>
    public static string Finish(string sentence)
    {
        var first = sentence.AsSpan(0, sentence.IndexOf(' ') is > 0 and var end ? end : sentence.Length);
        var plain = first.Length > 1 && !first.ContainsAnyExceptInRange('a', 'z');
        var text = plain ? char.ToUpperInvariant(sentence[0]) + sentence[1..] : sentence;
        return text.Length > 0 && text.TrimEnd('"', '\'', ')', ']', '”', '’')[^1..] is not ("." or "!" or "?") ? text.TrimEnd(',', ';', ':') + "." : text;
    }

    private static string Visible(string text)
    {
        var seen = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value is '\n' or '\t')
                seen.Append(' ');
            else if (Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned) && rune.Value is < 0xFE00 or > 0xFE0F)
                seen.Append(rune);
        }
        return seen.ToString();
    }

    // ```json, ---, ## Answer, | a table |
    [GeneratedRegex(@"^\s*(?:(?:```|~~~).{0,20}|[-*_=]{3,}|\#{1,6}\s.*|\|.*\|)\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex NoText();

    // > quote, - item, 2. item; [2] is a key.
    [GeneratedRegex(@"^\s*(?:>\s?)*(?:(?:[-*+•▪–]|\(?\d{1,2}[.)])\s+)*", RegexOptions.CultureInvariant)]
    private static partial Regex Begin();

    [GeneratedRegex(@"^[\s{\[]*""[A-Za-z_ ]{1,20}""\s*:\s*[\[{]*\s*""?|^\s*[{}]+\s*|^\s*\[\s*""", RegexOptions.CultureInvariant)]
    private static partial Regex JsonBegin();

    // The part after the text of a JSON value: ", "sources": [1]}
    [GeneratedRegex("""([^\s{\["]\s*)"\s*(?:,\s*"[A-Za-z_ ]{1,20}"\s*:.*|[,}\]]+\s*[,}\]\s]*)$""", RegexOptions.CultureInvariant)]
    private static partial Regex JsonEnd();

    [GeneratedRegex(@"^\s*(?:\*\*|__)?(?:final answer|direct answer|short answer|answer|response|reply|summary|assistant|conclusion|a)(?:\*\*|__)?\s*:\s*(?:\*\*|__)?\s*", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Label();

    [GeneratedRegex(@"(?<![\w*])[*_](?=\S)([^*_\n]{1,200}?)(?<=\S)[*_](?![\w*])", RegexOptions.CultureInvariant)]
    private static partial Regex Emphasis();

    [GeneratedRegex(@"\s{2,}|\t", RegexOptions.CultureInvariant)]
    private static partial Regex Blanks();
}
