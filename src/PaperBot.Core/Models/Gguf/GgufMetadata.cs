namespace PaperBot.Models.Gguf;

/// <summary>The values of a head that matter here, and what they mean together.</summary>
internal sealed class GgufMetadata
{
    // Networks that read a text at once; what they give is a vector.
    private static readonly string[] Encoders =
        ["bert", "nomic-bert", "nomic-bert-moe", "jina-bert-v2", "jina-bert-v3", "modern-bert", "neo-bert", "eurobert", "gemma-embedding", "t5encoder"];

    private static readonly (string Mark, string Family)[] Templates =
        [("<|im_start|>", "chatml"), ("<|start_header_id|>", "llama3"), ("<start_of_turn>", "gemma"), ("[INST]", "mistral"), ("<|end|>", "phi")];

    private readonly Dictionary<string, string> _texts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _numbers = new(StringComparer.Ordinal);

    public void Add(string key, string? text)
    {
        if (text is not null)
            _texts[key] = text;
    }

    public void Add(string key, long number) => _numbers[key] = number;

    public long? Number(string key) => _numbers.TryGetValue(key, out var number) ? number : null;

    /// <param name="hasClassifier">The file has the tensors of a classifier on top.</param>
    public GgufHeader ToHeader(int version, bool hasClassifier)
    {
        var architecture = _texts.GetValueOrDefault("general.architecture")
            ?? throw new InvalidDataException("it does not say what it is (general.architecture is missing)");
        var pooling = Number(architecture + ".pooling_type");
        var template = _texts.GetValueOrDefault("tokenizer.chat_template");
        return new GgufHeader
        {
            Version = version,
            Architecture = architecture,
            Name = _texts.GetValueOrDefault("general.name"),
            Kind = hasClassifier || pooling == 4 ? ModelKind.Reranker
                : pooling is 1 or 2 or 3 || Encoders.Contains(architecture) ? ModelKind.Embedder
                : ModelKind.Chat,
            Context = Number(architecture + ".context_length"),
            Dimensions = Number(architecture + ".embedding_length"),
            Pooling = pooling switch { 1 => "mean", 2 => "cls", 3 => "last", 4 => "rank", _ => null },
            HasTemplate = template is { Length: > 0 },
            Template = template is null ? null : Array.Find(Templates, known => template.Contains(known.Mark, StringComparison.Ordinal)).Family,
        };
    }
}
