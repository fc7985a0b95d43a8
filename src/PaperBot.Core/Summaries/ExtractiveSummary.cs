using System.Text.RegularExpressions;
using PaperBot.Answering;
using PaperBot.Papers;
using PaperBot.Summaries.Audiences;
using PaperBot.Summaries.Compression;
using PaperBot.Summaries.Ranking;

namespace PaperBot.Summaries;

/// <summary>Writes the parts of a summary with sentences of the abstract; an abbreviation is spelled out where it first stands.</summary>
internal sealed class ExtractiveSummary(CheckedClaims claims, SentencePicker picker, SummaryOptions options, IReadOnlyList<Abbreviation> abbreviations)
{
    private const int LineCandidates = 3;

    private readonly HashSet<string> _told = new(StringComparer.Ordinal);

    /// <summary>The best sentence, shortened where the check agrees, else whole; the next one where neither passes.</summary>
    public IReadOnlyList<Claim> Line()
    {
        foreach (var sentence in picker.Ranked.Take(LineCandidates))
        {
            var whole = LatexCleaner.Clean(sentence.Text);
            var shortened = SentenceCompressor.Compress(whole);
            if ((Claim(shortened, sentence.Text, abbreviations) ?? (shortened == whole ? null : Claim(whole, sentence.Text, []))) is { } line)
                return [line];
        }
        return [];
    }

    /// <summary>The key sentences.</summary>
    public IReadOnlyList<Claim> Key() => Whole(picker.Key(options.ShortSentences));

    /// <summary>The sentences that tell one part.</summary>
    public IReadOnlyList<Claim> In(SentenceRole role) => Whole(picker.In(role, options.SentencesPerPart));

    private Claim[] Whole(IReadOnlyList<AnalyzedSentence> sentences) =>
        [.. sentences.Select(sentence => Claim(LatexCleaner.Clean(sentence.Text), sentence.Text, abbreviations)).OfType<Claim>()];

    /// <summary>Spells out, at its first use in the summary, each abbreviation the sentence does not explain itself; the explanation is quoted too.</summary>
    private Claim? Claim(string text, string quote, IReadOnlyList<Abbreviation> spelled)
    {
        var explanations = new List<string>();
        foreach (var abbreviation in spelled)
        {
            if (text.Contains(abbreviation.Span, StringComparison.Ordinal))
            {
                _told.Add(abbreviation.Short);
                continue;
            }
            var use = Regex.Match(text, @"(?<![\w-])" + Regex.Escape(abbreviation.Short) + @"s?(?![\w)-])", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
            if (!use.Success || !_told.Add(abbreviation.Short))
                continue;
            text = text.Insert(use.Index + use.Length, $" ({abbreviation.Long})");
            explanations.Add(abbreviation.Span);
        }
        return claims.Make(text, [quote, .. explanations]);
    }
}
