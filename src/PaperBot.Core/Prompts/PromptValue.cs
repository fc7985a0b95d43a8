using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace PaperBot.Prompts;

/// <summary>Makes text of papers and users harmless in a prompt: nothing in it is a model's control token, and nothing in it is invisible.</summary>
internal static partial class PromptValue
{
    /// <summary>The text without control and invisible characters, its look-alikes of control tokens broken up with spaces.</summary>
    public static string Harmless(string value)
    {
        var text = new StringBuilder(value.Length);
        foreach (var rune in value.EnumerateRunes())
        {
            if (rune.Value is '\n' or '\t' || Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned))
                text.Append(rune);
        }
        // Compatibility forms ("＜|") are as good as the letters to some tokenisers.
        var plain = text.ToString().Normalize(NormalizationForm.FormKC);
        plain = plain.Replace("<|", "< |", StringComparison.Ordinal).Replace("|>", "| >", StringComparison.Ordinal);
        return Capitals().Replace(Tag().Replace(plain, "< $1 >"), "[ $1 ]");
    }

    // <s>, </s>, <start_of_turn>, <think>, <message …>; "a < b" has a space.
    [GeneratedRegex(@"<(/?[A-Za-z][\w:-]{0,40}(?:\s[^<>\n]{0,80})?)>", RegexOptions.CultureInvariant)]
    private static partial Regex Tag();

    // [INST], [/INST], [AVAILABLE_TOOLS].
    [GeneratedRegex(@"\[(/?[A-Z][A-Z_]{2,30})\]", RegexOptions.CultureInvariant)]
    private static partial Regex Capitals();
}
