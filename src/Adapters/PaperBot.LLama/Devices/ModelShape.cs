using System.Globalization;
using System.Text.RegularExpressions;

namespace PaperBot.LLama.Devices;

/// <summary>How large a model is.</summary>
/// <param name="Bytes">Of its weights.</param>
/// <param name="Layers">Blocks; the output counts as one more.</param>
/// <param name="CacheNumbers">Numbers that a block's attention keeps for each token.</param>
internal sealed partial record ModelShape(long Bytes, int Layers, int CacheNumbers)
{
    /// <summary>From the values of its file; null when they do not tell.</summary>
    public static ModelShape? Of(IReadOnlyDictionary<string, string> values, long bytes)
    {
        var architecture = values.GetValueOrDefault("general.architecture", "");
        int? Number(string key) => values.TryGetValue($"{architecture}.{key}", out var text) ? Largest(text) : null;
        if (Number("block_count") is not { } layers || Number("attention.head_count") is not { } heads || heads == 0 || Number("embedding_length") is not { } width)
            return null;
        var keyHeads = Number("attention.head_count_kv") ?? heads;
        var length = width / heads;
        return new ModelShape(bytes, layers, keyHeads * (Number("attention.key_length") ?? length) + keyHeads * (Number("attention.value_length") ?? length));
    }

    // A list where blocks differ.
    private static int? Largest(string text)
    {
        var numbers = Digits().Matches(text).Select(match => int.TryParse(match.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0).ToList();
        return numbers.Count > 0 ? numbers.Max() : null;
    }

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Digits();
}
