using System.Globalization;
using System.Text.RegularExpressions;
using PaperBot.Papers;

namespace PaperBot.Models.Replies;

/// <summary>A sentence that a model wrote.</summary>
/// <param name="Text">Without marks.</param>
/// <param name="Keys">Numbers in square brackets that it carried; what they stand for is not checked yet.</param>
internal sealed record WrittenSentence(string Text, IReadOnlyList<int> Keys);

/// <summary>Cuts what a model wrote into sentences: without headings, bullets, emphasis, lead-ins ("Here is a summary:") and repeats.</summary>
internal static partial class WrittenSentences
{
    /// <param name="text">As <see cref="ReplyText.Plain"/> leaves it.</param>
    /// <param name="isCut">The last sentence is not whole and goes.</param>
    public static IReadOnlyList<WrittenSentence> Of(string text, bool isCut = false)
    {
        var found = new List<WrittenSentence>();
        foreach (var paragraph in Paragraphs(text))
        {
            foreach (var piece in SentenceSplitter.Split(paragraph))
                Add(found, piece);
        }
        if (isCut && found.Count > 0)
            found.RemoveAt(found.Count - 1);
        return [.. found.Select(Ended).DistinctBy(sentence => sentence.Text, StringComparer.OrdinalIgnoreCase)];
    }

    private static void Add(List<WrittenSentence> found, string piece)
    {
        // "It works. [2] It is fast. [3]": a number at the beginning belongs to the sentence before.
        if (LeadingKeys().Match(piece) is { Success: true } leading)
        {
            if (found.Count > 0)
                found[^1] = found[^1] with { Keys = [.. found[^1].Keys, .. Numbers(leading.Value)] };
            piece = piece[leading.Length..];
        }
        var sentence = Blanks().Replace(Keys().Replace(piece, ""), " ").Trim();
        if (sentence.Any(char.IsLetter) && !sentence.EndsWith(':'))
            found.Add(new WrittenSentence(sentence, [.. Keys().Matches(piece).SelectMany(match => Numbers(match.Value))]));
    }

    private static IEnumerable<string> Paragraphs(string text)
    {
        var paragraph = "";
        foreach (var line in text.Split('\n'))
        {
            var bare = Emphasis().Replace(Marker().Replace(line, ""), "").Trim();
            bare = Label().Replace(bare, "");
            if (paragraph.Length > 0 && (bare.Length == 0 || Marker().IsMatch(line) || paragraph.EndsWith(':')))
            {
                yield return paragraph;
                paragraph = "";
            }
            paragraph = paragraph.Length == 0 ? bare : $"{paragraph} {bare}";
        }
        if (paragraph.Length > 0)
            yield return paragraph;
    }

    private static WrittenSentence Ended(WrittenSentence sentence) =>
        ".!?…\"')”’".Contains(sentence.Text[^1], StringComparison.Ordinal) ? sentence : sentence with { Text = sentence.Text.TrimEnd(',', ';') + "." };

    private static IEnumerable<int> Numbers(string keys) =>
        Digits().Matches(keys).Select(match => int.Parse(match.Value, CultureInfo.InvariantCulture));

    [GeneratedRegex(@"^\s*(?:[-*•–]\s+|\d{1,2}[.)]\s+|#{1,6}\s+|>\s+)", RegexOptions.CultureInvariant)]
    private static partial Regex Marker();

    [GeneratedRegex(@"\*\*|__|`", RegexOptions.CultureInvariant)]
    private static partial Regex Emphasis();

    [GeneratedRegex(@"^(?:summary|answer|tl;?dr|one[- ]line summary|in one sentence|(?:sure|okay|certainly|here)\b[^.:!\n]{0,80})\s*[:!]\s*", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Label();

    [GeneratedRegex(@"^\s*(?:\[\d{1,3}(?:\s*[,;]\s*\d{1,3})*\]\s*)+", RegexOptions.CultureInvariant)]
    private static partial Regex LeadingKeys();

    [GeneratedRegex(@"\s*\[\d{1,3}(?:\s*[,;]\s*\d{1,3})*\]", RegexOptions.CultureInvariant)]
    private static partial Regex Keys();

    [GeneratedRegex(@"\d{1,3}", RegexOptions.CultureInvariant)]
    private static partial Regex Digits();

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Blanks();
}
