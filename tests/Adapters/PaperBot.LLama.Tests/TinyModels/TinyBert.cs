namespace PaperBot.LLama.TinyModels;

/// <summary>Writes small encoders with random weights (BERT), always the same for one seed: their vectors mean nothing and exercise all of the real machinery.</summary>
internal static class TinyBert
{
    public const int Width = 64;

    /// <summary>Tokens that the model can read.</summary>
    public const int Positions = 128;

    public const int Mean = 1;
    public const int Cls = 2;
    public const int Last = 3;
    public const int Rank = 4;

    private const int Heads = 4;
    private const int Hidden = 128;
    private const int Layers = 2;
    private const int Normal = 1;
    private const int Unknown = 2;
    private const int Control = 3;

    // Whole words begin with the mark; the others go on in a word.
    private static readonly (string Text, int Kind)[] Vocabulary =
    [
        ("[PAD]", Control), ("[UNK]", Unknown), ("[CLS]", Control), ("[SEP]", Control), ("[MASK]", Control),
        .. Enumerable.Range('!', '~' - '!' + 1).Select(code => (char)code).Where(code => !char.IsAsciiLetterUpper(code)).SelectMany(code => new[] { ("▁" + code, Normal), (code.ToString(), Normal) }),
        ("▁the", Normal), ("▁of", Normal), ("ing", Normal), ("er", Normal),
    ];

    /// <summary>An embedder.</summary>
    /// <param name="pooling">Null for none.</param>
    /// <param name="weight">Puts this number in place of some weights: a damaged file that still loads.</param>
    public static void WriteEmbedder(string path, int seed = 1, int? pooling = Mean, float? weight = null)
    {
        var file = Write(new Random(seed), pooling, weight);
        file.WriteTo(path);
    }

    /// <summary>A reranker.</summary>
    /// <param name="template">How it wants its pairs; null for BERT's way.</param>
    /// <param name="pooling">Older files name none, though they have the head.</param>
    public static void WriteReranker(string path, int seed = 1, string? template = null, int? pooling = Rank)
    {
        var random = new Random(seed);
        var file = Write(random, pooling, null);
        if (template is not null)
            file.Set("tokenizer.chat_template.rerank", template);
        Matrix(file, "cls.weight", Width, Width, random);
        Vector(file, "cls.bias", Width, 0);
        Matrix(file, "cls.output.weight", Width, 1, random);
        Vector(file, "cls.output.bias", 1, 0);
        file.WriteTo(path);
    }

    private static GgufWriter Write(Random random, int? pooling, float? weight)
    {
        var file = new GgufWriter()
            .Set("general.architecture", "bert")
            .Set("general.name", "tiny")
            .Set("bert.context_length", (uint)Positions)
            .Set("bert.embedding_length", (uint)Width)
            .Set("bert.block_count", (uint)Layers)
            .Set("bert.feed_forward_length", (uint)Hidden)
            .Set("bert.attention.head_count", (uint)Heads)
            .Set("bert.attention.layer_norm_epsilon", 1e-12f)
            .Set("bert.attention.causal", false)
            .Set("tokenizer.ggml.model", "bert")
            .Set("tokenizer.ggml.tokens", [.. Vocabulary.Select(token => token.Text)])
            .Set("tokenizer.ggml.token_type", Vocabulary.Select(token => token.Kind).ToArray())
            .Set("tokenizer.ggml.token_type_count", 2u)
            .Set("tokenizer.ggml.padding_token_id", 0u)
            .Set("tokenizer.ggml.unknown_token_id", 1u)
            .Set("tokenizer.ggml.bos_token_id", 2u)
            .Set("tokenizer.ggml.seperator_token_id", 3u)
            .Set("tokenizer.ggml.mask_token_id", 4u);
        if (pooling is { } kind)
            file.Set("bert.pooling_type", (uint)kind);
        Matrix(file, "token_embd.weight", Width, Vocabulary.Length, random);
        Matrix(file, "position_embd.weight", Width, Positions, random);
        Matrix(file, "token_types.weight", Width, 2, random);
        Norm(file, "token_embd_norm", weight ?? 1);
        for (var layer = 0; layer < Layers; layer++)
            Block(file, $"blk.{layer}.", random);
        return file;
    }

    private static void Block(GgufWriter file, string name, Random random)
    {
        foreach (var part in (string[])["attn_q", "attn_k", "attn_v", "attn_output"])
        {
            Matrix(file, $"{name}{part}.weight", Width, Width, random);
            Vector(file, $"{name}{part}.bias", Width, 0);
        }
        Norm(file, name + "attn_output_norm", 1);
        Matrix(file, name + "ffn_up.weight", Width, Hidden, random);
        Vector(file, name + "ffn_up.bias", Hidden, 0);
        Matrix(file, name + "ffn_down.weight", Hidden, Width, random);
        Vector(file, name + "ffn_down.bias", Width, 0);
        Norm(file, name + "layer_output_norm", 1);
    }

    private static void Norm(GgufWriter file, string name, float weight)
    {
        Vector(file, name + ".weight", Width, weight);
        Vector(file, name + ".bias", Width, 0);
    }

    private static void Vector(GgufWriter file, string name, int length, float value) => file.Tensor(name, [.. Enumerable.Repeat(value, length)], length);

    private static void Matrix(GgufWriter file, string name, int columns, int rows, Random random) =>
        file.Tensor(name, [.. Enumerable.Range(0, columns * rows).Select(_ => (random.NextSingle() - 0.5f) * 4 / MathF.Sqrt(columns))], columns, rows);
}
