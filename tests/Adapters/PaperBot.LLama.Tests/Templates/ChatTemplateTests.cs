namespace PaperBot.LLama.Templates;

/// <summary>The text of each family, to the letter; ␤ stands for a line break.</summary>
public sealed class ChatTemplateTests
{
    private static readonly ChatTurn[] Conversation =
    [
        new(TurnRole.System, "Be brief."),
        new(TurnRole.User, "Hi"),
        new(TurnRole.Assistant, "Hello"),
        new(TurnRole.User, "Why?"),
    ];

    [Theory]
    [InlineData("ChatMl",
        "<|im_start|>system␤Be brief.<|im_end|>␤",
        "<|im_start|>user␤Hi<|im_end|>␤<|im_start|>assistant␤Hello<|im_end|>␤<|im_start|>user␤Why?<|im_end|>␤<|im_start|>assistant␤")]
    [InlineData("Llama3",
        "<|start_header_id|>system<|end_header_id|>␤␤Be brief.<|eot_id|>",
        "<|start_header_id|>user<|end_header_id|>␤␤Hi<|eot_id|><|start_header_id|>assistant<|end_header_id|>␤␤Hello<|eot_id|><|start_header_id|>user<|end_header_id|>␤␤Why?<|eot_id|><|start_header_id|>assistant<|end_header_id|>␤␤")]
    [InlineData("Gemma",
        "<start_of_turn>user␤Be brief.␤␤",
        "Hi<end_of_turn>␤<start_of_turn>model␤Hello<end_of_turn>␤<start_of_turn>user␤Why?<end_of_turn>␤<start_of_turn>model␤")]
    [InlineData("MistralV1", " [INST] Be brief.␤␤", "Hi [/INST] Hello</s> [INST] Why? [/INST]")]
    [InlineData("MistralV3", "[INST] Be brief.␤␤", "Hi[/INST] Hello</s>[INST] Why?[/INST]")]
    [InlineData("MistralTekken", "[INST]Be brief.␤␤", "Hi[/INST]Hello</s>[INST]Why?[/INST]")]
    [InlineData("MistralV7", "[SYSTEM_PROMPT]Be brief.[/SYSTEM_PROMPT]", "[INST]Hi[/INST]Hello</s>[INST]Why?[/INST]")]
    [InlineData("Phi3",
        "<|system|>␤Be brief.<|end|>␤",
        "<|user|>␤Hi<|end|>␤<|assistant|>␤Hello<|end|>␤<|user|>␤Why?<|end|>␤<|assistant|>␤")]
    [InlineData("Phi4",
        "<|im_start|>system<|im_sep|>Be brief.<|im_end|>",
        "<|im_start|>user<|im_sep|>Hi<|im_end|><|im_start|>assistant<|im_sep|>Hello<|im_end|><|im_start|>user<|im_sep|>Why?<|im_end|><|im_start|>assistant<|im_sep|>")]
    public void A_conversation_is_written_in_its_familys_form(string family, string prefix, string rest)
    {
        var prompt = new ChatTemplate(Enum.Parse<TemplateFamily>(family)).Render(Conversation);
        prompt.PrefixText.ReplaceLineEndings("␤").ShouldBe(prefix);
        prompt.Text.ReplaceLineEndings("␤").ShouldBe(prefix + rest);
    }

    [Fact]
    public void Without_a_system_text_nothing_is_shared() => new ChatTemplate(TemplateFamily.Gemma).Render([Conversation[1]]).PrefixSegments.ShouldBe(0);

    [Theory]
    [InlineData("{{'<|im_start|>' + message['role']}}", "ChatMl")]
    [InlineData("<|im_start|>user<|im_sep|>", "Phi4")]
    [InlineData("<|start_header_id|>x<|end_header_id|>", "Llama3")]
    [InlineData("<start_of_turn>{{ role }}", "Gemma")]
    [InlineData("<|user|>x<|end|><|assistant|>", "Phi3")]
    [InlineData("{{ ' [INST] ' + system_message }}", "MistralV1")]
    [InlineData("[AVAILABLE_TOOLS]{{'[INST]'}}", "MistralV3")]
    [InlineData("[AVAILABLE_TOOLS]{{\"[INST]\"}}", "MistralTekken")]
    [InlineData("[SYSTEM_PROMPT][INST]", "MistralV7")]
    public void A_family_is_recognized_by_the_template_in_the_file(string jinja, string family) =>
        TemplateRecognition.Recognize(null, jinja, _ => true)!.Family.ToString().ShouldBe(family);

    [Theory]
    [InlineData("phi", "Phi4", true)]
    [InlineData("phi", "Phi3", false)]
    [InlineData("mistral", "MistralV1", false)]
    [InlineData("mistral", "MistralV7", true)]
    [InlineData("chatml", "ChatMl", false)]
    public void A_given_name_goes_before_what_the_file_says(string name, string family, bool hasTokens) =>
        TemplateRecognition.Recognize(name, "<start_of_turn>", _ => hasTokens)!.Family.ToString().ShouldBe(family);

    [Theory]
    [InlineData(null, "USER: {{ x }} ASSISTANT:")]
    [InlineData(null, null)]
    [InlineData("vicuna", "<|im_start|>")]
    public void An_unknown_template_is_none(string? name, string? jinja) => TemplateRecognition.Recognize(name, jinja, _ => true).ShouldBeNull();

    [Fact]
    public void A_model_that_could_think_first_is_told_that_it_has()
    {
        var template = TemplateRecognition.Recognize(null, "<|im_start|>{% if enable_thinking is defined and enable_thinking is false %}", _ => true);
        template!.Render([Conversation[1]]).Text.ShouldEndWith("<|im_start|>assistant\n<think>\n\n</think>\n\n");
    }
}
