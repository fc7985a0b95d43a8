namespace PaperBot.LLama.TinyModels;

/// <summary>Writes small models with random weights: they say nonsense, always the same for one seed, and exercise all of the real machinery.</summary>
internal static class TinyModel
{
    private const int Width = 64;
    private const int Heads = 4;
    private const int KeyHeads = 2;
    private const int Hidden = 128;
    private const int Layers = 2;

    /// <summary>Tokens that the model says it was trained to read.</summary>
    public const int TrainedTokens = 2048;

    /// <summary>A chat model of the llama architecture, a third of a megabyte.</summary>
    /// <param name="template">The chat template it holds; null for none.</param>
    public static void WriteLlama(string path, int seed = 1, string? template = "{% for m in messages %}<|im_start|>…<|im_end|>{% endfor %}")
    {
        var random = new Random(seed);
        var file = new GgufWriter()
            .Set("general.architecture", "llama")
            .Set("general.name", "tiny")
            .Set("llama.context_length", (uint)TrainedTokens)
            .Set("llama.embedding_length", (uint)Width)
            .Set("llama.block_count", (uint)Layers)
            .Set("llama.feed_forward_length", (uint)Hidden)
            .Set("llama.attention.head_count", (uint)Heads)
            .Set("llama.attention.head_count_kv", (uint)KeyHeads)
            .Set("llama.attention.layer_norm_rms_epsilon", 1e-5f)
            .Set("llama.rope.dimension_count", (uint)(Width / Heads))
            .Vocabulary();
        if (template is not null)
            file.Set("tokenizer.chat_template", template);
        var words = TinyVocabulary.Tokens.Count;
        Matrix(file, "token_embd.weight", Width, words, random, 1);
        for (var layer = 0; layer < Layers; layer++)
            Block(file, $"blk.{layer}.", random);
        Ones(file, "output_norm.weight");
        Matrix(file, "output.weight", Width, words, random, 4);
        file.WriteTo(path);
    }

    private static void Block(GgufWriter file, string name, Random random)
    {
        const int keyWidth = Width / Heads * KeyHeads;
        Ones(file, name + "attn_norm.weight");
        Matrix(file, name + "attn_q.weight", Width, Width, random, 1);
        Matrix(file, name + "attn_k.weight", Width, keyWidth, random, 1);
        Matrix(file, name + "attn_v.weight", Width, keyWidth, random, 1.5f);
        Matrix(file, name + "attn_output.weight", Width, Width, random, 1.5f);
        Ones(file, name + "ffn_norm.weight");
        Matrix(file, name + "ffn_gate.weight", Width, Hidden, random, 0.7f);
        Matrix(file, name + "ffn_up.weight", Width, Hidden, random, 1);
        Matrix(file, name + "ffn_down.weight", Hidden, Width, random, 1);
    }

    /// <summary>Numbers around zero, so large that a row's product with a vector of ones has the given size.</summary>
    private static void Matrix(GgufWriter file, string name, int columns, int rows, Random random, float size) =>
        file.Tensor(name, [.. Enumerable.Range(0, columns * rows).Select(_ => (random.NextSingle() - 0.5f) * 3.46f * size / MathF.Sqrt(columns))], columns, rows);

    private static void Ones(GgufWriter file, string name) => file.Tensor(name, [.. Enumerable.Repeat(1f, Width)], Width);
}
