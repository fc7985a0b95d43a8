using System.Text.RegularExpressions;

namespace PaperBot.Answering.Replies;

/// <summary>Tells a heading that a model wrote in place of a sentence: "Our Systematic Investigation into Long-Context Models". It holds the paper's words and says nothing.</summary>
internal static partial class HeadingText
{
    /// <summary>So many words in title case make a heading; fewer may be names.</summary>
    private const int FewestCapitals = 3;

    /// <summary>Share of the words of four letters or more, the first left out.</summary>
    private const double LeastShare = 0.75;

    public static bool Is(string sentence)
    {
        var words = Words().Matches(sentence).Skip(1).Where(word => word.Length >= 4).Select(word => word.Value).ToList();
        // GSM8K and RoBERTa are names in any sentence and count for neither side.
        var capitals = words.Count(word => char.IsUpper(word[0]) && !word[1..].Any(char.IsUpper));
        var plain = words.Count(word => char.IsLower(word[0]));
        return capitals >= FewestCapitals && capitals >= LeastShare * (capitals + plain);
    }

    [GeneratedRegex(@"\p{L}+", RegexOptions.CultureInvariant)]
    private static partial Regex Words();
}
