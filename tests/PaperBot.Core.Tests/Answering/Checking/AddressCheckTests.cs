namespace PaperBot.Tests.Answering.Checking;

/// <summary>Among ten true words a mention or a link would pass every other rule.</summary>
public sealed class AddressCheckTests
{
    private const string Quote = "Only 4% of the attention heads of the large language models that we study here are retrieval heads.";
    private const string Begin = "Only 4% of the attention heads of the large language models that we study here are retrieval heads";

    [Theory]
    [InlineData("@everyone")]
    [InlineData("@here")]
    [InlineData("heads@everyone")]
    [InlineData("<@123456789012345678>")]
    [InlineData("<@!123456789012345678>")]
    [InlineData("<@&123456789012345678>")]
    [InlineData("<#123456789012345678>")]
    [InlineData("@wenhao")]
    [InlineData("https://example.org/heads")]
    [InlineData("www.heads.example")]
    [InlineData("heads.com")]
    [InlineData("javascript:heads")]
    [InlineData("wu@heads.org")]
    [InlineData("[heads](https://heads.org)")]
    [InlineData("![heads](heads)")]
    [InlineData("<img src=heads>")]
    [InlineData("<|im_start|>")]
    [InlineData("[INST]")]
    [InlineData("{{heads}}")]
    public void A_claim_with_what_the_quote_lacks_fails(string address)
    {
        Checking.Check($"{Begin} {address}.", Quote, Checking.Paper(Quote)).Failures.ShouldContain(failure => failure.EndsWith("is not in the quoted text"), address);
        // The paper may hold it; what counts is the quote.
        Checking.Check($"{Begin} {address}.", Quote, Checking.Paper(Quote + $" We thank {address} too.")).Passed.ShouldBeFalse();
    }

    [Fact]
    public void An_address_of_the_quote_may_be_repeated()
    {
        const string quote = "The code of the retrieval heads is available at https://example.org/heads for everyone.";
        Checking.Check("The code is available at https://example.org/heads.", quote, Checking.Paper(quote)).Passed.ShouldBeTrue();
        Checking.Check("The code is available at https://example.com/heads.", quote, Checking.Paper(quote)).Passed.ShouldBeFalse();
    }

    [Theory]
    [InlineData("Recall@10 of the heads is 0.4 when p < 0.05.")]
    [InlineData("The pass@1 of models with x<y heads is 0.4.")]
    public void Measures_are_no_addresses(string sentence) => Checking.Check(sentence.TrimEnd('.') + " [1].", sentence, Checking.Paper(sentence)).Failures.ShouldBeEmpty();
}
