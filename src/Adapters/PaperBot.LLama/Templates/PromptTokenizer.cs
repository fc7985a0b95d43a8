using System.Collections.Concurrent;
using System.Text;
using LLama.Native;

namespace PaperBot.LLama.Templates;

/// <summary>Turns prompts into tokens so that no text of theirs becomes a control token. Safe for concurrent callers.</summary>
internal sealed class PromptTokenizer(SafeLlamaModelHandle model)
{
    private readonly ConcurrentDictionary<string, LLamaToken?> _control = new(StringComparer.Ordinal);

    /// <summary>Whether the text is one token of the vocabulary that text does not become by itself.</summary>
    public bool IsToken(string text) => Control(text) is not null;

    /// <summary>The prompt's tokens.</summary>
    public TokenizedPrompt Tokenize(RenderedPrompt prompt)
    {
        var whole = Tokens(prompt.Segments);
        var prefix = Tokens(prompt.Segments.Take(prompt.PrefixSegments));
        if (prompt.PrefixSegments == 0)
            return new TokenizedPrompt(whole, [], "");
        // Where the cut is no border of tokens, the last ones of the prefix differ; the first request computes them, nobody takes them over.
        return new TokenizedPrompt(whole, prefix, prompt.PrefixText);
    }

    private LLamaToken[] Tokens(IEnumerable<PromptSegment> segments)
    {
        var tokens = new List<LLamaToken>();
        if (model.Vocab is { ShouldAddBOS: true, BOS: { } beginning })
            tokens.Add(beginning);
        var run = new StringBuilder();
        var trimNext = false;
        foreach (var segment in segments)
        {
            if (!segment.IsControl || Control(segment.Text) is not { } control)
            {
                run.Append(segment.Text);
                continue;
            }
            var attributes = control.GetAttributes(model);
            AddRun(tokens, run, trimNext, attributes.HasFlag(LLamaTokenAttr.LStrip));
            tokens.Add(control);
            trimNext = attributes.HasFlag(LLamaTokenAttr.RStrip);
        }
        AddRun(tokens, run, trimNext, trimEnd: false);
        return [.. tokens];
    }

    // Some control tokens swallow the white space beside them, as they do where llama.cpp parses them out of a text.
    private void AddRun(List<LLamaToken> tokens, StringBuilder run, bool trimStart, bool trimEnd)
    {
        var text = run.ToString();
        run.Clear();
        text = trimStart ? text.TrimStart() : text;
        AddText(tokens, trimEnd ? text.TrimEnd() : text);
    }

    private void AddText(List<LLamaToken> tokens, string text)
    {
        var added = model.Tokenize(text, addBos: false, special: false, Encoding.UTF8);
        // A vocabulary may call its markup "user defined", and such tokens are found in any text: cut the look-alike in two.
        foreach (var (markup, token) in _control)
        {
            if (token is { } control && added.Contains(control) && text.IndexOf(markup, StringComparison.Ordinal) is >= 0 and var at)
            {
                AddText(tokens, text[..(at + 1)]);
                AddText(tokens, text[(at + 1)..]);
                return;
            }
        }
        tokens.AddRange(added);
    }

    private LLamaToken? Control(string text) => _control.GetOrAdd(text, key =>
        model.Tokenize(key, addBos: false, special: true, Encoding.UTF8) is [var token] && (token.GetAttributes(model) & (LLamaTokenAttr.Control | LLamaTokenAttr.UserDefined)) != 0 ? token : null);
}
