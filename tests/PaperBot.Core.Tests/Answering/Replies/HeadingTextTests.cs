namespace PaperBot.Answering.Replies;

public sealed class HeadingTextTests
{
    [Theory]
    [InlineData("Retrieval Head Mechanistically Explained by Long-Context Language Models.")]
    [InlineData("Our Systematic Investigation into Long-Context Language Models.")]
    [InlineData("A Study of Sparse Attention and Its Limits")]
    public void A_heading_is_told(string text) => HeadingText.Is(text).ShouldBeTrue();

    [Theory]
    [InlineData("Retrieval heads are largely responsible for retrieving information.")]
    [InlineData("RoBERTa, DeBERTa and ALBERT outperform ELMo on GLUE.")]
    [InlineData("The method reaches state of the art on Natural Questions and Penn Treebank.")]
    [InlineData("GPT-4 fails.")]
    [InlineData("")]
    public void A_sentence_is_none(string text) => HeadingText.Is(text).ShouldBeFalse();

    [Fact]
    public void A_reply_of_headings_holds_no_sentence() =>
        WrittenSentences.Of("Retrieval Head Mechanistically Explained by Long-Context Models. Retrieval heads are sparse.").Select(sentence => sentence.Text).ShouldBe(["Retrieval heads are sparse."]);
}
