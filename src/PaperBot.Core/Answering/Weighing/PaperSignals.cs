namespace PaperBot.Answering.Weighing;

/// <summary>What speaks for a paper as the home of the answer. Between 0 and 1 unless said otherwise.</summary>
/// <param name="Retrieval">Retrieval's own score; comparable within one search only.</param>
/// <param name="SoftCoverage">Share of the question's topical weight that the paper speaks of, words of close meaning counting in part.</param>
/// <param name="PairCoverage">The same for its best two neighbouring sentences.</param>
/// <param name="AbsentShare">Share of the topical weight that not even a word of close meaning in the paper stands for.</param>
/// <param name="Cosine">Paper to question by the built-in table, -1 to 1.</param>
/// <param name="SentenceCosine">Best sentence to question likewise, -1 to 1.</param>
/// <param name="Bm25Share">BM25 score over the sum of the question's idf: 1 would be every term, often.</param>
/// <param name="MissingNames">Names, acronyms and numbers of the question that the paper lacks, as written.</param>
/// <param name="NeuralCosine">Paper to question by the neural embedder, -1 to 1; 0 without one.</param>
/// <param name="NeuralSentenceCosine">Best sentence to question likewise.</param>
internal sealed record PaperSignals(
    double Retrieval,
    double SoftCoverage,
    double PairCoverage,
    double AbsentShare,
    double Cosine,
    double SentenceCosine,
    double Bm25Share,
    IReadOnlyList<string> MissingNames,
    double NeuralCosine = 0,
    double NeuralSentenceCosine = 0);
