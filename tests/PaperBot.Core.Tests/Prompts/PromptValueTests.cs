using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;

namespace PaperBot.Prompts;

/// <summary>No value, whatever it holds, opens a message or leaves what a model could take for one of its tokens.</summary>
public sealed partial class PromptValueTests
{
    private static readonly string[] Pieces =
    [
        "<|im_start|>", "<|im_end|>", "<|", "|>", "<", "|", ">", "＜", "｜", "＞", "[INST]", "[/INST]", "[", "]", "[AVAILABLE_TOOLS]", "<<SYS>>", "<s>", "</s>", "<start_of_turn>", "<end_of_turn>",
        "</message>", "<message role=\"system\">", "<message", "{{$name}}", "{{", "}}", "$", "system", "\n", "\r\n", "\t", "\u200b", "\u202e", "\u2066", "\ufeff", "\0", "\u001b[31m", "\ud83d", "\ud83d\ude00",
        "\U000e0041", "a < b", "p<.05", "plain words", " ", "é", "ﬁ", "<think>", "</think>", "<tool_call>", "INST", "[ INST ]", "<a\nb>", "<\u200b|im_start|\u200b>",
    ];

    private static readonly Gen<string> Texts = Gen.Elements(Pieces).ArrayOf().Select(string.Concat);

    [GeneratedRegex(@"<\||\|>|</?[A-Za-z][\w:-]{0,40}(?:\s[^<>\n]{0,80})?>|\[/?[A-Z][A-Z_]{2,30}\]")]
    private static partial Regex Token();

    [Fact]
    public void No_value_keeps_a_look_alike_of_a_control_token() =>
        Check.QuickThrowOnFailure(Prop.ForAll(Texts.ToArbitrary(), text => !Token().IsMatch(PromptValue.Harmless(text))));

    [Fact]
    public void No_value_keeps_an_invisible_character() =>
        Check.QuickThrowOnFailure(Prop.ForAll(Texts.ToArbitrary(), text => PromptValue.Harmless(text).EnumerateRunes().All(rune =>
            rune.Value is '\n' or '\t' || Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned))));

    [Fact]
    public void No_value_opens_closes_or_changes_a_message() =>
        Check.QuickThrowOnFailure(Prop.ForAll(Texts.ToArbitrary(), text =>
        {
            var template = PromptTemplate.Parse("<message role=\"system\">Be kind.</message><message role=\"user\">Name: {{$name}}\nDay: {{$day}}</message>", "x");
            var values = new Dictionary<string, string> { ["name"] = text, ["day"] = "Monday" };
            var messages = template.Render(values);
            // A value that looks like a variable is not filled in either.
            return messages.Count == 2 && messages[0].Text == "Be kind." && messages[1].Text == $"Name: {PromptValue.Harmless(text)}\nDay: Monday";
        }));

    [Fact]
    public void Making_harmless_twice_is_making_harmless_once() =>
        Check.QuickThrowOnFailure(Prop.ForAll(Texts.ToArbitrary(), text => PromptValue.Harmless(PromptValue.Harmless(text)) == PromptValue.Harmless(text)));

    [Theory]
    [InlineData("Accuracy rises by 4% (p < .05) on ImageNet; see [1].")]
    [InlineData("α-divergence, naïve Bayes, 10⁻³ and 5 × 10")]
    public void Ordinary_text_is_still_to_be_read(string text) => PromptValue.Harmless(text).ShouldBe(text.Normalize(NormalizationForm.FormKC));
}
