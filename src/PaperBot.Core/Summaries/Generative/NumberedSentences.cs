using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using PaperBot.Models;
using PaperBot.Papers;
using PaperBot.Summaries.Ranking;

namespace PaperBot.Summaries.Generative;

/// <summary>An abstract as a model is shown it: a sentence a line, numbered from 1, cleaned as readers see it.</summary>
internal static partial class NumberedSentences
{
    /// <summary>Tokens, estimated, of one abstract; what does not fit any more is left out, so that small models can read it.</summary>
    private const int MostTokens = 1000;

    public static string Of(IReadOnlyList<AnalyzedSentence> sentences)
    {
        var (text, tokens) = (new StringBuilder(), 0);
        for (var i = 0; i < sentences.Count; i++)
        {
            var line = string.Create(CultureInfo.InvariantCulture, $"[{i + 1}] {Blanks().Replace(LatexCleaner.Clean(sentences[i].Text), " ")}");
            tokens += TokenEstimate.Of(line);
            if (tokens > MostTokens && i > 0)
                break;
            text.Append(i > 0 ? "\n" : "").Append(line);
        }
        return text.ToString();
    }

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Blanks();
}
