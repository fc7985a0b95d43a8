using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace PaperBot.Retrieval.Terms;

/// <summary>
/// Cuts text into index terms: NFKD without combining marks, lower case, runs of <c>[a-z0-9]</c>, 33 English stop words dropped,
/// Porter stems. BM25 and the built-in embedder use exactly these terms.
/// </summary>
public static partial class TermSplitter
{
    private const int LongestCachedWord = 24;
    private const int StemCacheLimit = 200_000;

    private static readonly FrozenSet<string> StopWords = new[]
    {
        "a", "an", "and", "are", "as", "at", "be", "but", "by", "for", "if", "in", "into", "is", "it", "no", "not", "of", "on", "or",
        "such", "that", "the", "their", "then", "there", "these", "they", "this", "to", "was", "will", "with",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static int s_stemsKept;
    private static readonly ConcurrentDictionary<string, string> Stems = new(StringComparer.Ordinal);
    private static readonly ConcurrentDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> StemLookup =
        Stems.GetAlternateLookup<ReadOnlySpan<char>>();
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> StopLookup =
        StopWords.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Stems of <paramref name="text"/> in order, repeats kept.</summary>
    public static List<string> Split(string text)
    {
        var terms = new List<string>(text.Length / 7 + 1);
        foreach (var word in Words(text))
            terms.Add(word.Term);
        return terms;
    }

    /// <summary>Terms with where they stand in <paramref name="text"/>; offsets are meaningful only when <paramref name="text"/> is its own NFKD form (plain ASCII always is).</summary>
    internal static List<TermOccurrence> Words(string text)
    {
        var plain = Fold(text);
        var words = new List<TermOccurrence>(plain.Length / 7 + 1);
        var start = -1;
        for (var i = 0; i <= plain.Length; i++)
        {
            if (i < plain.Length && (char.IsAsciiLetterLower(plain[i]) || char.IsAsciiDigit(plain[i])))
            {
                if (start < 0)
                    start = i;
            }
            else if (start >= 0)
            {
                var word = plain.AsSpan(start, i - start);
                if (!StopLookup.Contains(word))
                    words.Add(new TermOccurrence(Stem(word), start, i - start));
                start = -1;
            }
        }
        return words;
    }

    /// <summary>The stem of one lower-case word, remembered.</summary>
    public static string Stem(ReadOnlySpan<char> word)
    {
        if (word.Length > LongestCachedWord)
            return PorterStemmer.Stem(word.ToString());
        if (StemLookup.TryGetValue(word, out var known))
            return known;
        var text = word.ToString();
        var stem = PorterStemmer.Stem(text);
        // Asking the dictionary for its size would lock all of it.
        if (Volatile.Read(ref s_stemsKept) < StemCacheLimit && Stems.TryAdd(text, stem))
            Interlocked.Increment(ref s_stemsKept);
        return stem;
    }

    /// <summary>NFKD without combining marks, lower case: the form that is cut into words.</summary>
    internal static string Fold(string text)
    {
        if (Ascii.IsValid(text))
            return text.ToLowerInvariant();
        var decomposed = text.Normalize(NormalizationForm.FormKD);
        var result = new StringBuilder(decomposed.Length);
        foreach (var c in decomposed)
        {
            if (CharUnicodeInfo.GetUnicodeCategory(c) is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.SpacingCombiningMark))
                result.Append(char.ToLowerInvariant(c));
        }
        return result.ToString();
    }
}

/// <summary>A term and the place of its word in the folded text.</summary>
internal readonly record struct TermOccurrence(string Term, int Start, int Length);
