using FsCheck;
using FsCheck.Fluent;

namespace PaperBot.Answering.Generative;

public sealed class ReplySplitterTests
{
    private static readonly string[] Pieces =
    [
        "Heads retrieve facts", "Only 4% of them matter", ". ", ".\n", "! ", "? ", " [1]", " [2, 3]", "[", "]", "[4", " (1) ", "\n\n", "- ", "1. ", "## Title\n", "```json\n", "```", "**", "*", "_", "`",
        "<think>", "</think>", "<", "thoughts", "{\"answer\": \"", "\"}", "\", \"sources\": [1]}", "Answer: ", "e.g. ", "0.5", " ", "\r\n", "\u200b", "\u0007", "é", "\ud83d\ude00", "\ud83d", "| a | b |\n", "> ", "NOT FOUND",
    ];

    private static readonly Gen<string> Texts = Gen.Elements(Pieces).ArrayOf().Select(string.Concat);

    private static List<string> Split(string text, int pieceLength, bool cut = false)
    {
        var splitter = new ReplySplitter();
        var sentences = new List<string>();
        for (var at = 0; at < text.Length; at += pieceLength)
            sentences.AddRange(splitter.Add(text[at..Math.Min(text.Length, at + pieceLength)]));
        sentences.AddRange(splitter.End(cut));
        return sentences;
    }

    [Fact]
    public void Whatever_comes_gives_sentences_with_a_word_and_without_control_characters() =>
        Check.QuickThrowOnFailure(Prop.ForAll(Texts.ToArbitrary(), text => Split(text, 5).All(sentence => sentence.Any(char.IsLetter) && !sentence.Any(char.IsControl) && sentence == sentence.Trim())));

    [Fact]
    public void What_was_thought_is_never_said() =>
        Check.QuickThrowOnFailure(Prop.ForAll(Texts.ToArbitrary(), Gen.Choose(1, 9).ToArbitrary(), (text, length) =>
            !string.Join(' ', Split("<think>" + text.Replace("think", "", StringComparison.Ordinal) + " the secret</think>Heads retrieve.", length)).Contains("secret", StringComparison.Ordinal)));

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(1000)]
    public void It_does_not_matter_how_the_text_arrives(int length) =>
        Split("Answer: Heads retrieve facts. [1] Only 4% of them matter [2, 3]. See e.g. the second one.\n- They are few [3]\n\n1. Pruning hurts! [4]", length)
            .ShouldBe(["Heads retrieve facts [1].", "Only 4% of them matter [2, 3].", "See e.g. the second one.", "They are few [3]", "Pruning hurts [4]!"]);

    [Fact]
    public void A_sentence_comes_as_soon_as_the_next_one_begins()
    {
        var splitter = new ReplySplitter();
        splitter.Add("Heads retrieve facts. ").ShouldBeEmpty();
        splitter.Add("[1] ").ShouldBeEmpty();
        splitter.Add("They").ShouldBe(["Heads retrieve facts [1]."]);
    }

    [Fact]
    public void A_cut_sentence_is_left_out_and_a_short_refusal_is_not()
    {
        Split("Heads retrieve facts [1]. Only 4% of", 7, cut: true).ShouldBe(["Heads retrieve facts [1]."]);
        Split("NOT FOUND", 7, cut: true).ShouldBe(["NOT FOUND"]);
    }

    [Theory]
    [InlineData("They are few [1].", "They are few.", new[] { 1 })]
    [InlineData("They are few [1][3].", "They are few.", new[] { 1, 3 })]
    [InlineData("They [2] are few [1, 2 and 3].", "They are few.", new[] { 2, 1, 3 })]
    [InlineData("They are few [9] [12].", "They are few.", new int[0])]
    [InlineData("They lie in [0, 1] (see sentence 2).", "They lie in [0, 1].", new[] { 2 })]
    [InlineData("According to [2], they are few.", "they are few.", new[] { 2 })]
    [InlineData("Based on the given sentences, we can determine that they are few [1", "they are few", new int[0])]
    public void Keys_are_read_and_taken_out(string sentence, string text, int[] keys)
    {
        var read = CitationKeys.Read(sentence, 4);
        read.Text.ShouldBe(text);
        read.Keys.ShouldBe(keys);
    }

    [Theory]
    [InlineData("Small models attend to few tokens.", 8, 16)]
    [InlineData("", 0, 0)]
    [InlineData("注意力", 3, 6)]
    public void Tokens_are_rather_overestimated(string text, int least, int most) => TokenEstimate.Of(text).ShouldBeInRange(least, most);
}
