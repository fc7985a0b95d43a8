namespace PaperBot.Retrieval.Ranking;

/// <summary>What each signal weighs for a rescored paper; what is left to 1 is the fused score's.</summary>
/// <param name="Vector">Of the vectors against BM25 in the fused score.</param>
/// <param name="NeuralSentence">The best sentence by the neural embedder.</param>
/// <param name="Sentence">The best sentence by the built-in table.</param>
/// <param name="Title">The title alone.</param>
/// <param name="Phrase">Neighbouring query terms.</param>
/// <param name="TermMatch">Soft matches.</param>
internal sealed record RankingWeights(double Vector, double NeuralSentence, double Sentence, double Title, double Phrase, double TermMatch)
{
    /// <summary>Of the fused score.</summary>
    public double Fused => 1 - NeuralSentence - Sentence - Title - Phrase - TermMatch;

    public static RankingWeights Of(RankingOptions options) =>
        new(options.VectorWeight, 0, options.SentenceWeight, options.TitleWeight, options.PhraseWeight, options.TermMatchWeight);

    public static RankingWeights Of(NeuralRankingOptions options) =>
        new(options.VectorWeight, options.SentenceWeight, 0, options.TitleWeight, options.PhraseWeight, options.TermMatchWeight);
}
