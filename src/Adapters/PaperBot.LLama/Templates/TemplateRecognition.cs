namespace PaperBot.LLama.Templates;

/// <summary>Finds the family of a model's template: by the name given for it, else by the template in its file.</summary>
internal static class TemplateRecognition
{
    /// <summary>The names that a model may be given.</summary>
    public const string Names = "chatml, llama3, gemma, mistral, phi";

    /// <summary>The template, or null when it is none that we know.</summary>
    /// <param name="name">One of <see cref="Names"/>, or null.</param>
    /// <param name="jinja">The template in the file, or null.</param>
    /// <param name="isToken">Whether a text is one token of the model's vocabulary.</param>
    public static ChatTemplate? Recognize(string? name, string? jinja, Func<string, bool> isToken)
    {
        var family = name is null ? FromFile(jinja, isToken) : FromName(name, jinja, isToken);
        // Templates that can switch a model's thinking off do it by writing an empty thought.
        return family is { } found ? new ChatTemplate(found, found == TemplateFamily.ChatMl && jinja?.Contains("enable_thinking", StringComparison.Ordinal) == true && isToken("<think>")) : null;
    }

    private static TemplateFamily? FromName(string name, string? jinja, Func<string, bool> isToken) => name switch
    {
        "chatml" => TemplateFamily.ChatMl,
        "llama3" => TemplateFamily.Llama3,
        "gemma" => TemplateFamily.Gemma,
        "mistral" => jinja?.Contains("[INST]", StringComparison.Ordinal) == true ? Mistral(jinja) : MistralByVocabulary(isToken),
        "phi" => isToken("<|im_sep|>") ? TemplateFamily.Phi4 : TemplateFamily.Phi3,
        _ => null,
    };

    // The same marks by which llama.cpp tells them apart.
    private static TemplateFamily? FromFile(string? jinja, Func<string, bool> isToken)
    {
        bool Has(string mark) => jinja!.Contains(mark, StringComparison.Ordinal);
        if (jinja is null)
            return null;
        if (Has("<|im_start|>"))
            return Has("<|im_sep|>") ? TemplateFamily.Phi4 : TemplateFamily.ChatMl;
        if (Has("[INST]"))
            return Mistral(jinja) is var family && new ChatTemplate(family).NeededTokens.All(isToken) ? family : TemplateFamily.MistralV1;
        if (Has("<|assistant|>") && Has("<|end|>"))
            return TemplateFamily.Phi3;
        if (Has("<start_of_turn>"))
            return TemplateFamily.Gemma;
        return Has("<|start_header_id|>") && Has("<|end_header_id|>") ? TemplateFamily.Llama3 : null;
    }

    private static TemplateFamily Mistral(string jinja)
    {
        bool Has(string mark) => jinja.Contains(mark, StringComparison.Ordinal);
        if (Has("[SYSTEM_PROMPT]"))
            return TemplateFamily.MistralV7;
        if (Has(" [INST]") || !Has("[AVAILABLE_TOOLS]"))
            return TemplateFamily.MistralV1;
        return Has("\"[INST]\"") ? TemplateFamily.MistralTekken : TemplateFamily.MistralV3;
    }

    private static TemplateFamily MistralByVocabulary(Func<string, bool> isToken) =>
        isToken("[SYSTEM_PROMPT]") ? TemplateFamily.MistralV7 : isToken("[INST]") ? TemplateFamily.MistralV3 : TemplateFamily.MistralV1;
}
