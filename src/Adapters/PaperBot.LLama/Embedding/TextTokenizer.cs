using System.Text;
using LLama.Native;

namespace PaperBot.LLama.Embedding;

/// <summary>
/// Makes tokens of texts, with the special tokens before and after them that the model wants (BERT: [CLS] and [SEP]); text that looks like a special
/// token stays text. Safe for concurrent use, and against the model being closed meanwhile: then it throws <see cref="ObjectDisposedException"/>.
/// </summary>
internal sealed class TextTokenizer
{
    private const string Probe = "a";

    // No vocabulary has a token that long, so what is behind can only be cut off: huge texts cost no more than long ones.
    private const int CharactersAToken = 64;

    private readonly SafeLlamaModelHandle _model;

    public TextTokenizer(SafeLlamaModelHandle model)
    {
        _model = model;
        var plain = Tokenize(Probe, special: false);
        var whole = model.Tokenize(Probe, addBos: true, special: false, Encoding.UTF8);
        var at = Math.Max(0, whole.AsSpan().IndexOf(plain));
        (Before, After) = (whole[..at], whole[Math.Min(whole.Length, at + plain.Length)..]);
    }

    /// <summary>Special tokens that begin a text.</summary>
    public LLamaToken[] Before { get; }

    /// <summary>Special tokens that end a text.</summary>
    public LLamaToken[] After { get; }

    /// <summary>The first tokens of a text without special ones, at most <paramref name="limit"/>.</summary>
    public ReadOnlySpan<LLamaToken> Plain(string text, int limit)
    {
        var longest = (long)limit * CharactersAToken;
        var tokens = Tokenize(text.Length > longest ? text[..(int)longest] : text, special: false);
        return tokens.AsSpan(0, Math.Min(limit, tokens.Length));
    }

    /// <summary>The tokens of a text with special ones, at most <paramref name="limit"/>; never none.</summary>
    public LLamaToken[] Whole(string text, int limit)
    {
        LLamaToken[] tokens = [.. Before, .. Plain(text, limit - Before.Length - After.Length), .. After];
        return tokens.Length > 0 ? tokens : [_model.Vocab.EOS ?? _model.Vocab.BOS ?? 0];
    }

    /// <summary>The tokens of what a model's makers wrote, in which special tokens are meant as such.</summary>
    public LLamaToken[] Trusted(string text) => Tokenize(text, special: true);

    private LLamaToken[] Tokenize(string text, bool special)
    {
        var held = false;
        try
        {
            _model.DangerousAddRef(ref held);
            return text.Length == 0 ? [] : _model.Tokenize(text, addBos: false, special, Encoding.UTF8);
        }
        finally
        {
            if (held)
                _model.DangerousRelease();
        }
    }
}
