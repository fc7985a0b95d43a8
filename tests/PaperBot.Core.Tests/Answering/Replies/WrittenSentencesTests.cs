namespace PaperBot.Answering.Replies;

public sealed class WrittenSentencesTests
{
    private static string[] Texts(string reply, bool isCut = false) => [.. WrittenSentences.Of(reply, isCut).Select(sentence => sentence.Text)];

    [Theory]
    [InlineData("We probe heads. It works.")]
    [InlineData("Here is a summary:\n\n- We probe heads.\n- It works.")]
    [InlineData("1. **We probe heads.**\n2. It works")]
    [InlineData("<think>Let me see.</think>We probe heads [1]. It works [2, 3].")]
    [InlineData("We probe heads. [1] It works. [2]")]
    [InlineData("We probe heads. It works. We probe heads. It works.")]
    [InlineData("We probe\u200B heads\u0007. It\u202E works.")]
    public void A_reply_is_its_sentences_without_what_surrounds_them(string reply) => Texts(reply).ShouldBe(["We probe heads.", "It works."]);

    [Fact]
    public void A_sentence_keeps_the_numbers_it_carried() =>
        WrittenSentences.Of("We probe heads [1]. It works. [2, 3]").Select(sentence => string.Join(',', sentence.Keys)).ShouldBe(["1", "2,3"]);

    [Fact]
    public void The_last_sentence_of_a_reply_that_was_cut_goes() => Texts("We probe heads. It does not wor", isCut: true).ShouldBe(["We probe heads."]);

    [Theory]
    [InlineData("")]
    [InlineData("<think>We probe heads. It works.")]
    [InlineData("```\n```")]
    [InlineData("Here is the summary:")]
    [InlineData("[1] [2]")]
    public void A_reply_that_says_nothing_has_no_sentence(string reply) => Texts(reply).ShouldBeEmpty();
}
