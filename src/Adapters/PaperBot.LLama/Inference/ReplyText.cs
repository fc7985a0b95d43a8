using System.Text;
using LLama.Native;

namespace PaperBot.LLama.Inference;

/// <summary>Makes text of a reply's tokens: whole letters only, up to a stop text, without white space at the beginning.</summary>
internal sealed class ReplyText(SafeLlamaModelHandle model, IEnumerable<string> stops)
{
    private readonly Decoder _decoder = Encoding.UTF8.GetDecoder();
    private readonly StopSequences _stops = new(stops);

    private byte[] _bytes = new byte[64];
    private char[] _letters = new char[128];
    private bool _begun;

    public bool Stopped => _stops.Stopped;

    /// <summary>The text to show for a token; often none, since a letter may take several tokens.</summary>
    public string Add(LLamaToken token)
    {
        var length = (int)model.TokenToSpan(token, _bytes);
        if (length > _bytes.Length)
        {
            _bytes = new byte[length];
            _letters = new char[length + 2];
            length = (int)model.TokenToSpan(token, _bytes);
        }
        var text = new string(_letters, 0, _decoder.GetChars(_bytes, 0, length, _letters, 0, flush: false));
        if (!_begun)
            text = text.TrimStart();
        _begun |= text.Length > 0;
        return text.Length == 0 ? "" : _stops.Pass(text);
    }

    /// <summary>What was held back and turned out to be no stop text. Bytes that make no whole letter are dropped.</summary>
    public string End() => _stops.Rest();
}
