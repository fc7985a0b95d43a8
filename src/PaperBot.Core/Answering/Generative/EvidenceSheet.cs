using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using PaperBot.Answering.Extractive;
using PaperBot.Answering.Weighing;
using PaperBot.Papers;
using PaperBot.Retrieval;

namespace PaperBot.Answering.Generative;

/// <summary>
/// What a model is shown: the best sentences of the best papers with their keys, paper by paper, the likeliest first. Sentences that give orders are not
/// among them, and the papers a claim is checked against are without them, so that nothing can rest on them either.
/// </summary>
internal sealed partial class EvidenceSheet
{
    private EvidenceSheet(IReadOnlyList<ShownSentence> sentences, string text)
    {
        (Sentences, Text) = (sentences, text);
        Papers = sentences.Select(sentence => sentence.Source.Paper.Paper).DistinctBy(paper => paper.Id).ToDictionary(paper => paper.Id, WithoutSuspects, StringComparer.Ordinal);
    }

    /// <summary>Key n is the sentence at n - 1.</summary>
    public IReadOnlyList<ShownSentence> Sentences { get; }

    /// <summary>As it goes into the prompt.</summary>
    public string Text { get; }

    /// <summary>What a claim may rest on, by id.</summary>
    public IReadOnlyDictionary<string, Paper> Papers { get; }

    /// <summary>The likeliest sentences: at most <paramref name="most"/>, and no more than fit into so many tokens as estimated.</summary>
    public static EvidenceSheet Of(WeighedEvidence evidence, int most, int tokens)
    {
        var chosen = new List<WeighedSentence>();
        var terms = new List<IReadOnlySet<string>>();
        foreach (var candidate in ExtractiveEngine.Candidates(evidence))
        {
            if (chosen.Count == most)
                break;
            var own = new PaperText(candidate.Evidence.Text).Terms;
            if (SuspectText.Is(candidate.Evidence.Text) || terms.Exists(taken => ExtractiveEngine.Alike(taken, own) > ExtractiveEngine.TooAlike))
                continue;
            chosen.Add(candidate);
            terms.Add(own);
            if (TokenEstimate.Of(Render(Arrange(chosen))) <= tokens)
                continue;
            chosen.RemoveAt(chosen.Count - 1);
            terms.RemoveAt(terms.Count - 1);
        }
        var sentences = Arrange(chosen);
        return new EvidenceSheet(sentences, Render(sentences));
    }

    // Likeliest first within a paper too: small models make most of what they read first.
    private static List<ShownSentence> Arrange(List<WeighedSentence> chosen) =>
        [.. chosen.GroupBy(sentence => sentence.Paper).SelectMany(paper => paper)
            .Select((sentence, i) => new ShownSentence(i + 1, sentence, Shown(sentence.Evidence.Text)))];

    private static string Render(List<ShownSentence> sentences)
    {
        var text = new StringBuilder();
        RankedPaper? paper = null;
        foreach (var sentence in sentences)
        {
            if (paper != sentence.Source.Paper)
                text.Append(text.Length > 0 ? "\n" : "").Append("Paper: ").Append(Title((paper = sentence.Source.Paper).Paper)).Append('\n');
            text.Append(CultureInfo.InvariantCulture, $"[{sentence.Key}] {sentence.Text}\n");
        }
        return text.ToString().TrimEnd('\n');
    }

    private static string Title(Paper paper) => SuspectText.Is(paper.Title) ? paper.Id : Shown(paper.Title);

    // On one line, and without brackets that look like keys.
    private static string Shown(string text) => KeyLike().Replace(Blanks().Replace(LatexCleaner.Clean(text), " ").Trim(), "($1)");

    private static Paper WithoutSuspects(Paper paper)
    {
        var sentences = SentenceSplitter.Split(paper.Abstract);
        var title = SuspectText.Is(paper.Title) ? paper.Id : paper.Title;
        return title == paper.Title && !sentences.Any(SuspectText.Is) ? paper : paper with { Title = title, Abstract = string.Join(' ', sentences.Where(sentence => !SuspectText.Is(sentence))) };
    }

    [GeneratedRegex(@"[\[【](\d[\d,; –-]*)[\]】]", RegexOptions.CultureInvariant)]
    private static partial Regex KeyLike();

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Blanks();
}

/// <summary>A sentence a model is shown.</summary>
/// <param name="Key">By which it is cited, from 1.</param>
/// <param name="Source">Where it stands.</param>
/// <param name="Text">As shown.</param>
internal sealed record ShownSentence(int Key, WeighedSentence Source, string Text)
{
    /// <summary>The citation of it.</summary>
    public Citation Citation { get; } = ExtractiveEngine.CitationOf(Source);
}
