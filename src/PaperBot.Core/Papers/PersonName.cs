using System.Globalization;
using System.Text;

namespace PaperBot.Papers;

/// <summary>Compares names of people: case, accents and punctuation do not matter.</summary>
public static class PersonName
{
    /// <summary>The words of a name, folded: <c>Schölkopf, B.</c> gives <c>scholkopf</c>, <c>b</c>.</summary>
    public static string[] Words(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var result = new StringBuilder(name.Length);
        foreach (var c in name.Normalize(NormalizationForm.FormKD))
        {
            // Apostrophes and marks join ("O'Neil" is one word), everything else that is no letter parts.
            if (CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark || c is '\'' or '’')
                continue;
            if (char.IsLetterOrDigit(c))
                result.Append(Plain(char.ToLowerInvariant(c)));
            else
                result.Append(' ');
        }
        return result.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>True when <paramref name="name"/> has every word of <paramref name="wanted"/>.</summary>
    public static bool HasWords(string name, string[] wanted)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        if (wanted.Length == 0)
            return false;
        var words = Words(name);
        return wanted.All(word => words.Contains(word, StringComparer.Ordinal));
    }

    // Letters that have no decomposition but a usual plain form.
    private static string Plain(char c) => c switch
    {
        'ø' => "o",
        'ł' => "l",
        'đ' => "d",
        'ı' => "i",
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        _ => c.ToString(),
    };
}
