using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using PaperBot.Answering.Generative;
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
        foreach (var sentence in sentences)
        {
            var line = string.Create(CultureInfo.InvariantCulture, $"[{sentence.Index + 1}] {Plain(sentence.Text)}");
            tokens += TokenEstimate.Of(line);
            if (tokens > MostTokens && text.Length > 0)
                break;
            text.Append(text.Length > 0 ? "\n" : "").Append(line);
        }
        return text.ToString();
    }

    /// <summary>The title on one line; the id where the title itself may be meant for the model.</summary>
    public static string Title(Paper paper) => SuspectText.Is(paper.Title) ? paper.Id : Plain(paper.Title);

    private static string Plain(string text) => KeyLike().Replace(Blanks().Replace(LatexCleaner.Clean(text), " ").Trim(), "($1)");

    // Brackets of the text that would look like keys.
    [GeneratedRegex(@"[\[【](\d[\d,; –-]*)[\]】]", RegexOptions.CultureInvariant)]
    private static partial Regex KeyLike();

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Blanks();
}
