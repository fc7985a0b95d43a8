using System.Text;

namespace PaperBot.Models;

/// <summary>Writes small GGUF files of version 3.</summary>
internal static class GgufFile
{
    /// <param name="values">A string, a number (uint32), or a list of strings, by key.</param>
    /// <param name="tensors">Name and elements of float32 tensors.</param>
    public static byte[] Of(IReadOnlyList<(string Key, object Value)> values, params (string Name, int Elements)[] tensors)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write("GGUF"u8);
        writer.Write(3u);
        writer.Write((ulong)tensors.Length);
        writer.Write((ulong)values.Count);
        foreach (var (key, value) in values)
        {
            Text(writer, key);
            Value(writer, value);
        }
        var offset = 0ul;
        foreach (var (name, elements) in tensors)
        {
            Text(writer, name);
            writer.Write(1u);
            writer.Write((ulong)elements);
            writer.Write(0u);
            writer.Write(offset);
            offset += (ulong)elements * 4;
        }
        while (stream.Position % 32 != 0)
            writer.Write((byte)0);
        writer.Write(new byte[offset]);
        return stream.ToArray();
    }

    public static byte[] Chat(string template = "{{ '<|im_start|>' }}") => Of(
        [("general.architecture", "llama"), ("general.name", "A small one"), ("tokenizer.ggml.tokens", new[] { "a", "b", "<|im_start|>" }), ("llama.context_length", 2048u), ("llama.embedding_length", 64u), ("tokenizer.chat_template", template)],
        ("token_embd.weight", 96),
        ("output.weight", 50));

    public static byte[] Embedder() => Of([("general.architecture", "bert"), ("bert.pooling_type", 1u), ("bert.context_length", 512u)], ("token_embd.weight", 32));

    public static byte[] Reranker() => Of([("general.architecture", "bert"), ("bert.context_length", 8192u)], ("token_embd.weight", 32), ("cls.output.weight", 8));

    private static void Value(BinaryWriter writer, object value)
    {
        switch (value)
        {
            case string text:
                writer.Write(8u);
                Text(writer, text);
                break;
            case uint number:
                writer.Write(4u);
                writer.Write(number);
                break;
            case string[] texts:
                writer.Write(9u);
                writer.Write(8u);
                writer.Write((ulong)texts.Length);
                foreach (var text in texts)
                    Text(writer, text);
                break;
            default:
                throw new ArgumentException("Give a string, a uint or strings.", nameof(value));
        }
    }

    private static void Text(BinaryWriter writer, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        writer.Write((ulong)bytes.Length);
        writer.Write(bytes);
    }
}
