using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;

namespace PaperBot.Answering.Replies;

public sealed class WrittenFieldsTests
{
    private static readonly string[] Names = ["problem", "method", "results", "limits"];

    private static IReadOnlyDictionary<string, string> Read(string reply, bool isCut = false) => WrittenFields.Of(reply, Names, isCut);

    [Theory]
    [InlineData("""{"problem": "P", "method": "M"}""")]
    [InlineData("""Sure! Here you go: {"problem": "P", "method": "M",} Hope this helps.""")]
    [InlineData("```json\n{\n  \"Problem\": \"P\",\n  \"METHOD\": [\"M\"]\n}\n```")]
    [InlineData("""{"problem": "P", "method": "M", "results": """)]
    [InlineData("""{"problem": "P", "method": "M", "results": "cut of""")]
    [InlineData("- **Problem:** P\n- **Method:** M\n")]
    [InlineData("""{problem: "P", method: "M"}""")]
    public void Fields_are_read_from_JSON_its_beginning_and_labels(string reply)
    {
        var fields = Read(reply);
        (fields["problem"], fields["method"]).ShouldBe(("P", "M"));
        fields.ContainsKey("results").ShouldBeFalse();
    }

    [Fact]
    public void The_last_labelled_line_of_a_reply_that_was_cut_is_not_taken() =>
        Read("Problem: It is unclear.\nMethod: We make a pro", isCut: true).Keys.ShouldBe(["problem"]);

    [Fact]
    public void What_was_written_as_JSON_is_read_back()
    {
        var texts = ArbMap.Default.ArbFor<NonEmptyString>().Filter(text => !string.IsNullOrWhiteSpace(text.Get) && !text.Get.Any(char.IsSurrogate));
        Prop.ForAll(texts, texts, (problem, limits) =>
        {
            var fields = Read(JsonSerializer.Serialize(new { problem = problem.Get, limits = limits.Get }));
            return fields["problem"] == problem.Get.Trim() && fields["limits"] == limits.Get.Trim();
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void No_reply_makes_the_readers_throw() => Prop.ForAll<string, bool>((text, isCut) =>
    {
        foreach (var reply in new[] { text ?? "", "{\"problem\": \"" + text, "Problem: " + text + "\nlimits:" + text, "{" + text + "}", "\"problem\": \"\\ud800\" " + text })
        {
            Read(reply, isCut).Keys.ShouldBeSubsetOf(Names);
            foreach (var sentence in WrittenSentences.Of(reply, isCut))
            {
                sentence.Text.ShouldNotBeNullOrWhiteSpace();
                sentence.Text.ShouldNotContain(c => char.IsControl(c));
            }
        }
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("not stated", true)]
    [InlineData("Not stated in the abstract.", true)]
    [InlineData("N/A", true)]
    [InlineData("None mentioned.", true)]
    [InlineData("-", true)]
    [InlineData("It is not stated why models invent facts, so we ask.", false)]
    [InlineData("Unknown words are split.", false)]
    public void Nothing_to_say_is_recognised(string text, bool isNothing) => NotStated.Is(text).ShouldBe(isNothing);
}
