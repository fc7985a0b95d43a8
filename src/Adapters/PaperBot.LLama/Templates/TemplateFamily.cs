namespace PaperBot.LLama.Templates;

/// <summary>How a model wants a conversation to be written.</summary>
internal enum TemplateFamily
{
    /// <summary><c>&lt;|im_start|&gt;role … &lt;|im_end|&gt;</c>: Qwen, SmolLM and many others.</summary>
    ChatMl,

    Llama3,

    Gemma,

    /// <summary>" [INST] … [/INST]" as plain text.</summary>
    MistralV1,

    /// <summary>"[INST]" is a token; spaces inside.</summary>
    MistralV3,

    /// <summary>As V3 without the spaces.</summary>
    MistralTekken,

    /// <summary>The system text stands in a block of its own.</summary>
    MistralV7,

    Phi3,

    Phi4,
}
