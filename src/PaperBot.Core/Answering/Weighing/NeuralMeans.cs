using PaperBot.Retrieval;

namespace PaperBot.Answering.Weighing;

/// <summary>Cosines by the neural embedder; a paper that waits for its vectors is taken as the mean of the other candidates.</summary>
internal sealed record NeuralMeans(double MeanPaper, double MeanSentence)
{
    public static NeuralMeans Of(IEnumerable<RankedPaper> candidates)
    {
        var known = candidates.Where(HasVectors).ToList();
        return new NeuralMeans(
            known.Select(paper => paper.Cosine).DefaultIfEmpty(0).Average(),
            known.Select(paper => paper.Sentences.Max(sentence => sentence.NeuralCosine) ?? 0).DefaultIfEmpty(0).Average());
    }

    /// <summary>True when the paper's sentences have neural vectors.</summary>
    public static bool HasVectors(RankedPaper ranked) => ranked.Sentences.Any(sentence => sentence.NeuralCosine is not null);

    public double Paper(RankedPaper ranked) => HasVectors(ranked) || ranked.Cosine != 0 ? ranked.Cosine : MeanPaper;

    public double Sentence(RankedPaper ranked) => ranked.Sentences.Max(sentence => sentence.NeuralCosine) ?? (ranked.Sentences.Count == 0 && ranked.Cosine != 0 ? ranked.Cosine : MeanSentence);
}
