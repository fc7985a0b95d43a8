using System.Text.RegularExpressions;
using PaperBot.Papers;

namespace PaperBot.Answering.Checking;

/// <summary>
/// What could act where a claim is shown stands in the quoted sentences letter for letter: links, mentions of people, mail addresses, markup, a model's
/// control tokens. The other rules count words; a foreign link among ten true words would pass them.
/// </summary>
internal static partial class AddressCheck
{
    private const int Shown = 40;

    public static void Run(string text, IReadOnlyList<FoundQuote> quotes, List<string> failures)
    {
        foreach (Match match in Active().Matches(text))
        {
            var found = match.Value.TrimEnd('.', ',', ';', ':', ')');
            if (!quotes.Any(quote => quote.Sentences.Contains(found, StringComparison.Ordinal) || LatexCleaner.Clean(quote.Sentences).Contains(found, StringComparison.Ordinal)))
                failures.Add($"'{(found.Length > Shown ? found[..Shown] + "…" : found)}' is not in the quoted text");
        }
    }

    // recall@10 and pass@1 are measures.
    [GeneratedRegex(
        @"\b[a-z][a-z0-9+.-]{1,20}://\S+|\bwww\.\S+|\b(?:mailto|javascript|data):\S+|!?\[[^\]\n]{0,200}\]\s?\([^)\n]*\)?|(?<![\w@])@\w+|@(?:everyone|here)\b|\w[\w.+-]*@\w[\w-]*\.\w+|<[@#/!:|][^<>\s]{0,60}>?|<[a-z][\w:-]*(?:\s[^<>\n]{0,100})?>|<\||\|>|\[/?[A-Z]{4,}\]|\{\{|\}\}|```"
        + @"|\b[a-z0-9][a-z0-9-]*\.(?:com|org|net|io|ai|dev|gg|me|co|xyz|example|ru|top|info|app|site|online|test|invalid)\b\S*",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Active();
}
