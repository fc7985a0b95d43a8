using System.Text.Json;
using PaperBot.Answering.Reading;
using PaperBot.Answering.Weighing;
using PaperBot.Retrieval;

namespace PaperBot.Diagnostics.Evaluation;

/// <summary>Everything a question's papers and sentences were weighed by, with what would have been right: what weights are fitted on.</summary>
/// <param name="Qid">The question's id.</param>
/// <param name="IsAnswerable">The library holds the answer.</param>
/// <param name="IsNeural">A neural embedder's vectors are among the signals.</param>
/// <param name="Words">Topical words of the question.</param>
/// <param name="Gold">Place of the right paper in <paramref name="Papers"/>; -1 when it is not there.</param>
/// <param name="Papers">The candidates.</param>
/// <param name="Sentences">Of the right paper.</param>
/// <param name="Bearers">Which of them hold a phrase of the answer.</param>
internal sealed record AnswerSignals(
    string Qid,
    bool IsAnswerable,
    bool IsNeural,
    int Words,
    int Gold,
    IReadOnlyList<PaperSignals> Papers,
    IReadOnlyList<SentenceSignals> Sentences,
    IReadOnlyList<int> Bearers)
{
    /// <summary>The signals of one question.</summary>
    /// <param name="rank">Of the right paper; null when it was not found or there is none.</param>
    public static AnswerSignals Of(AnswerCase question, RetrievalResult retrieval, Weigher weigher, int? rank)
    {
        var weighed = weigher.Weigh(retrieval, 0);
        var right = rank is { } place && question.IsAnswerable ? retrieval.Papers[place] : null;
        var sentences = right?.Sentences ?? [];
        return new AnswerSignals(
            question.Qid,
            question.IsAnswerable,
            retrieval.IsNeural,
            QuestionParser.Parse(retrieval.Query).Words.Count,
            right is null ? -1 : weighed.Papers.ToList().FindIndex(paper => paper.Ranked.Paper.Id == right.Paper.Id),
            [.. weighed.Papers.Select(paper => paper.Signals)],
            right is null ? [] : weigher.SignalsOf(retrieval, right),
            [.. Enumerable.Range(0, sentences.Count).Where(i => question.Phrases.Any(phrase => PhraseMatch.Holds(sentences[i].Text, phrase)))]);
    }

    public static AnswerSignals FromJson(string line) => JsonSerializer.Deserialize<AnswerSignals>(line, JsonSerializerOptions.Web)!;

    public string ToJson() => JsonSerializer.Serialize(this, JsonSerializerOptions.Web);
}
