namespace PaperBot.LLama.TinyModels;

/// <summary>A vocabulary of a few hundred tokens: control tokens, all bytes, single letters and some words (SentencePiece).</summary>
internal static class TinyVocabulary
{
    private const int Normal = 1;
    private const int Unknown = 2;
    private const int Control = 3;
    private const int Byte = 6;

    private static readonly string[] ControlTokens = ["<s>", "</s>", "<|im_start|>", "<|im_end|>"];

    private static readonly string[] Words =
        ["▁t", "▁a", "he", "▁the", "in", "er", "on", "re", "an", "▁o", "▁of", "at", "ing", "▁is", "or", "▁in", "us", "ser", "user", "ant", "sist", "system"];

    public static IReadOnlyList<(string Text, float Score, int Kind)> Tokens { get; } =
    [
        ("<unk>", 0, Unknown),
        .. ControlTokens.Select(token => (token, 0f, Control)),
        .. Enumerable.Range(0, 256).Select(value => ($"<0x{value:X2}>", 0f, Byte)),
        .. Enumerable.Range(0x20, 0x5F).Select(value => (value == 0x20 ? "▁" : ((char)value).ToString(), -1000f, Normal)),
        .. Words.Select((word, at) => (word, -1f - at, Normal)),
    ];

    public static GgufWriter Vocabulary(this GgufWriter file) => file
        .Set("tokenizer.ggml.model", "llama")
        .Set("tokenizer.ggml.tokens", [.. Tokens.Select(token => token.Text)])
        .Set("tokenizer.ggml.scores", Tokens.Select(token => token.Score).ToArray())
        .Set("tokenizer.ggml.token_type", Tokens.Select(token => token.Kind).ToArray())
        .Set("tokenizer.ggml.unknown_token_id", 0u)
        .Set("tokenizer.ggml.bos_token_id", 1u)
        .Set("tokenizer.ggml.eos_token_id", 2u)
        .Set("tokenizer.ggml.add_bos_token", true)
        .Set("tokenizer.ggml.add_space_prefix", false);
}
