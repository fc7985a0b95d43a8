using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using PaperBot.Answering.Generative;
using PaperBot.Papers;
using PaperBot.Retrieval.Terms;

namespace PaperBot.Summaries.Ranking;

/// <summary>A paper's abstract cut into sentences, with their terms and vectors.</summary>
/// <param name="Paper">The paper.</param>
/// <param name="TitleTerms">Stems of the title.</param>
/// <param name="TitleVector">Unit vector of the title; empty without an embedder.</param>
/// <param name="Sentences">In order.</param>
internal sealed record AnalyzedPaper(Paper Paper, IReadOnlySet<string> TitleTerms, ReadOnlyMemory<float> TitleVector, IReadOnlyList<AnalyzedSentence> Sentences)
{
    /// <summary>Characters of an abstract that are looked at; real ones end below 6,000.</summary>
    private const int Longest = 20_000;

    // A summary asks for it several times.
    private static readonly ConditionalWeakTable<Paper, string> Heads = [];

    /// <summary>Reads <paramref name="paper"/>.</summary>
    /// <param name="embedder">Null when there is none: vectors stay empty.</param>
    public static async Task<AnalyzedPaper> ReadAsync(Paper paper, IEmbeddingGenerator<string, Embedding<float>>? embedder, CancellationToken cancellationToken)
    {
        var texts = SentenceSplitter.Split(Head(paper));
        var vectors = embedder is null ? null : await embedder.GenerateAsync([paper.Title, .. texts], null, cancellationToken).ConfigureAwait(false);
        return new AnalyzedPaper(
            paper,
            TermSplitter.Split(paper.Title).ToHashSet(StringComparer.Ordinal),
            vectors is null ? default : vectors[0].Vector,
            [.. texts.Select((text, i) => new AnalyzedSentence(i, text, CountWords(text), TermSplitter.Split(text), vectors is null ? default : vectors[i + 1].Vector))]);
    }

    /// <summary>
    /// The abstract, or as much of it as is looked at, without sentences that give orders to a model: what they say is no part of a paper, so that nobody
    /// quotes them, no model sees them and nothing rests on them.
    /// </summary>
    public static string Head(Paper paper) => Heads.GetValue(paper, Cut);

    private static string Cut(Paper paper)
    {
        var head = paper.Abstract.Length <= Longest ? paper.Abstract : paper.Abstract[..Longest];
        foreach (var order in SentenceSplitter.Split(head).Where(SuspectText.Commands))
            head = head.Replace(order, "", StringComparison.Ordinal);
        return head;
    }

    /// <summary>The paper as a model may see it and rest on it: without every sentence that may be meant for it instead of for readers. Sentences keep their index.</summary>
    public AnalyzedPaper Shown() => Sentences.Any(sentence => SuspectText.Is(sentence.Text)) || SuspectText.Is(Paper.Title)
        ? Of([.. Sentences.Where(sentence => !SuspectText.Is(sentence.Text))])
        : this;

    private AnalyzedPaper Of(IReadOnlyList<AnalyzedSentence> sentences) =>
        this with { Sentences = sentences, Paper = Paper with { Abstract = string.Join(' ', sentences.Select(sentence => sentence.Text)) } };

    private static int CountWords(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length;
}

/// <summary>A sentence of an abstract.</summary>
/// <param name="Index">From 0.</param>
/// <param name="Text">Verbatim.</param>
/// <param name="WordCount">Blank-separated words.</param>
/// <param name="Terms">Stems, repeats kept.</param>
/// <param name="Vector">Unit vector; empty without an embedder.</param>
internal sealed record AnalyzedSentence(int Index, string Text, int WordCount, IReadOnlyList<string> Terms, ReadOnlyMemory<float> Vector);
