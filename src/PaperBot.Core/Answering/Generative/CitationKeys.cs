using System.Globalization;
using System.Text.RegularExpressions;

namespace PaperBot.Answering.Generative;

/// <summary>Reads the keys [1], [2, 3], [sentence 4] in a sentence of a model and takes them out of it.</summary>
internal static partial class CitationKeys
{
    /// <param name="sentence">As written.</param>
    /// <param name="known">Keys 1 to this were given; others are stripped.</param>
    /// <returns>The sentence without keys, and the known ones, each once, in order.</returns>
    public static (string Text, IReadOnlyList<int> Keys) Read(string sentence, int known)
    {
        var keys = new List<int>();
        foreach (Match number in Mark().Matches(sentence).SelectMany(mark => Number().Matches(mark.Groups["keys"].Value)))
        {
            if (int.TryParse(number.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var key) && key >= 1 && key <= known && !keys.Contains(key))
                keys.Add(key);
        }
        var text = Reference().Replace(sentence, "");
        text = Mark().Replace(text, "");
        text = CutMark().Replace(text, "");
        text = Gap().Replace(BeforePoint().Replace(text, "$1"), " ").Trim();
        return (text, keys);
    }

    /// <summary>Puts marks that follow a full stop before it, where they belong to the sentence: "… heads. [1]" → "… heads [1].".</summary>
    public static string BeforeStops(string text) => AfterStop().Replace(text, match => $" {match.Groups["marks"].Value.Trim()}{match.Groups["stop"].Value} ");

    /// <summary>True when the text may be the beginning of a mark.</summary>
    public static bool MayBegin(string text) => text.Length > 0 && text[0] is '[' or '【' or '(';

    private const string MarkPattern = @"[\[【]\s*\^?(?:(?:sentences?|sources?|refs?\.?|s|no\.?|\#)\s*)?(?<keys>[1-9]\d{0,2}(?:\s*(?:,|;|-|–|and|&)\s*(?:sentences?\s*)?[1-9]\d{0,2})*)\s*[\]】]|\((?:see\s+)?(?:sentences?|sources?)\s+(?<keys>[1-9]\d?(?:\s*(?:,|;|-|–|and|&)\s*[1-9]\d?)*)\)";

    [GeneratedRegex(MarkPattern, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Mark();

    [GeneratedRegex(@"\d+", RegexOptions.CultureInvariant)]
    private static partial Regex Number();

    [GeneratedRegex(@"(?<stop>[.!?])\s*(?<marks>(?:(?:" + MarkPattern + @")\s*)+)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex AfterStop();

    // "According to [1], heads …"; "Sentence [2] states that heads …".
    [GeneratedRegex(@"^(?:(?:according to|as (?:stated|shown|noted|described|mentioned) (?:in|by)|based on|from|in)\s+(?:the\s+)?(?:sentences?\s*|sources?\s*)?(?:" + MarkPattern + @")\s*,?\s*|(?:based on|according to|from)\s+the\s+(?:(?:given|provided|above|numbered)\s+)?(?:sentences?|evidence|context|abstracts?|texts?|information|passages?)(?:\s+(?:given|provided|above))?\s*,\s*(?:(?:we|one|it)\s+can\s+(?:be\s+)?(?:seen?|determined?|said|say|concluded?|inferr?e?d?)\s+that\s+)?|(?:the\s+)?(?:sentences?\s*|sources?\s*)(?:" + MarkPattern + @")\s+(?:says|states|shows|mentions|notes|explains|indicates)\s+that\s+)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Reference();

    [GeneratedRegex(@"[\[【]\s*\d{0,3}(?:\s*,\s*\d{0,3})*\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex CutMark();

    [GeneratedRegex(@"\s+([.,;:!?])(?=\s|$)", RegexOptions.CultureInvariant)]
    private static partial Regex BeforePoint();

    [GeneratedRegex(@"\s{2,}", RegexOptions.CultureInvariant)]
    private static partial Regex Gap();
}
