namespace PaperBot.Retrieval.Terms;

public static partial class TermSplitter
{
    /// <summary>
    /// The terms BM25 uses, for papers and for questions: those of <see cref="Split"/>, and after the parts of a technical form its joined
    /// variant, so that "GPT-4" meets "GPT4" (two hyphenated runs of which one has a letter and one a digit; C++ gives <c>cpp</c>, C# <c>csharp</c>).
    /// </summary>
    public static List<string> SplitForIndex(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var sink = new ListSink(new List<string>(text.Length / 7 + 1));
        using var scanner = new WordScanner();
        scanner.Scan(text, ref sink);
        return sink.Terms;
    }

    /// <summary>The term of a lower-case word, or null for a stop word. Not remembered: for callers that remember words themselves.</summary>
    public static string? TermOf(ReadOnlySpan<byte> word)
    {
        Span<char> letters = word.Length <= 256 ? stackalloc char[word.Length] : new char[word.Length];
        System.Text.Ascii.ToUtf16(word, letters, out _);
        return StopLookup.Contains(letters) ? null : letters[..PorterStemmer.Stem(letters)].ToString();
    }

    private readonly struct ListSink(List<string> terms) : IWordSink
    {
        public List<string> Terms => terms;

        public void Word(ReadOnlySpan<byte> word)
        {
            Span<char> letters = word.Length <= 256 ? stackalloc char[word.Length] : new char[word.Length];
            System.Text.Ascii.ToUtf16(word, letters, out _);
            if (!StopLookup.Contains(letters))
                terms.Add(Stem(letters));
        }
    }
}
