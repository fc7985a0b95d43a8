using PaperBot.Answering.Generative;

namespace PaperBot.Answering.Replies;

/// <summary>A sentence that a model wrote.</summary>
/// <param name="Text">Without marks.</param>
/// <param name="Keys">Numbers in square brackets that it carried; what they stand for is not checked yet.</param>
internal sealed record WrittenSentence(string Text, IReadOnlyList<int> Keys);

/// <summary>Cuts what a model wrote into sentences, each once: without thoughts, layout, headings and lead-ins ("Here is a summary:").</summary>
internal static class WrittenSentences
{
    private const int HighestKey = 99;

    /// <param name="text">As written.</param>
    /// <param name="isCut">The reply was stopped for its length: a last sentence without an end goes.</param>
    public static IReadOnlyList<WrittenSentence> Of(string text, bool isCut = false)
    {
        var splitter = new ReplySplitter();
        return
        [
            .. splitter.Add(text).Concat(splitter.End(isCut)).Where(sentence => !sentence.EndsWith(':')).Select(Bare)
                .Where(sentence => sentence.Text.Any(char.IsLetter) && !HeadingText.Is(sentence.Text)).Select(sentence => sentence with { Text = ReplyLayout.Finish(sentence.Text) })
                .DistinctBy(sentence => sentence.Text, StringComparer.OrdinalIgnoreCase),
        ];
    }

    /// <summary>A phrase as written, but for marks and layout.</summary>
    public static WrittenSentence Phrase(string text) => Bare(ReplyLayout.Sentence(text)) is var phrase ? phrase with { Text = phrase.Text.TrimEnd('.', ' ') } : phrase;

    private static WrittenSentence Bare(string sentence)
    {
        var (text, keys) = CitationKeys.Read(sentence, HighestKey);
        return new WrittenSentence(text, keys);
    }
}
