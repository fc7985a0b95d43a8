using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using PaperBot.Answering;
using PaperBot.Answering.Weighing;
using PaperBot.Library;
using PaperBot.Models;
using PaperBot.Papers;
using PaperBot.Retrieval;
using PaperBot.Retrieval.Embedding;

namespace PaperBot.Diagnostics.Evaluation;

/// <summary>Asks questions whose answers are known.</summary>
/// <param name="ask">Answers.</param>
/// <param name="library">Holds the quoted papers.</param>
/// <param name="builtIn">Weighs for <see cref="RunAsync"/>'s signals; null by words alone.</param>
public sealed partial class AnswerEvaluation(AskQuestion ask, PaperLibrary library, BuiltInEmbedder? builtIn = null)
{
    private readonly Weigher _weigher = new(new TermSimilarity(builtIn?.Table));

    /// <summary>Asks the questions of a file one after the other.</summary>
    /// <param name="file">JSON Lines <c>{qid, question, paper_title | paper_id, answer: […]}</c>; no <c>answer</c> means unanswerable.</param>
    /// <param name="reject">Called with <c>file:line: reason</c> for each line that is no question.</param>
    /// <param name="engine">Who is to write, as in <see cref="AskRequest.Engine"/>.</param>
    /// <param name="signals">Told a JSON line a question with everything weights are fitted on; null for nothing.</param>
    /// <exception cref="EvaluationException">The file cannot be read or holds no question.</exception>
    public async IAsyncEnumerable<AnswerOutcome> RunAsync(
        string file, Action<string> reject, string engine, Action<string>? signals, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var question in AnswerCase.Read(file, reject))
        {
            AnswerUpdate? last = null;
            await foreach (var update in ask.RunAsync(new AskRequest(question.Question) { Engine = engine }, cancellationToken).ConfigureAwait(false))
                last = update;
            if (signals is not null && RetrievalOf(last) is { } found)
                signals(AnswerSignals.Of(question, found, _weigher, Rank(question, found)).ToJson());
            yield return Judge(question, last!);
        }
    }

    private AnswerOutcome Judge(AnswerCase question, AnswerUpdate last)
    {
        var answer = (last as Completed)?.Answer;
        var (retrieval, sufficiency) = (RetrievalOf(last), (last as Completed)?.Answer.Sufficiency ?? (last as NotFound)?.Sufficiency);
        var text = answer is null ? "" : Marks().Replace(answer.Text, "");
        var rank = question.IsAnswerable ? Rank(question, retrieval) : null;
        Citation[] citations = [.. (answer?.Claims ?? []).SelectMany(claim => claim.Citations)];
        return new AnswerOutcome(
            question.Qid,
            question.Question,
            last switch { Completed => "answered", NotFound => "notFound", _ => "refused" },
            answer is null ? (last as NotFound)?.Reason ?? (last as Refused)?.Reason ?? "" : text,
            question.IsAnswerable,
            rank == 0,
            rank < 5,
            question.Phrases.Count(phrase => PhraseMatch.Holds(text, phrase)),
            question.Phrases.Count,
            text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length,
            citations.Length,
            citations.Count(IsVerbatim),
            answer?.Checked.Kept ?? 0,
            answer?.Checked.Dropped ?? 0,
            sufficiency is { Signals.Count: > 0 } decision ? decision.Score : null)
        {
            Engine = answer?.Engine ?? ChatEngines.Extractive,
            EngineNote = answer?.EngineNote,
            Writing = answer?.Writing,
            IsNeural = retrieval?.IsNeural == true,
        };
    }

    private static RetrievalResult? RetrievalOf(AnswerUpdate? last) => (last as Completed)?.Answer.Retrieval ?? (last as NotFound)?.Retrieval;

    private static int? Rank(AnswerCase question, RetrievalResult? retrieval)
    {
        var title = question.PaperTitle is null ? null : PaperId.NormaliseTitle(question.PaperTitle);
        var papers = retrieval?.Papers ?? [];
        for (var i = 0; i < papers.Count; i++)
        {
            if (question.PaperId is { } id ? papers[i].Paper.Id == id : PaperId.NormaliseTitle(papers[i].Paper.Title) == title)
                return i;
        }
        return null;
    }

    private bool IsVerbatim(Citation citation) => library.Find(citation.PaperId)?.Paper is { } paper
        && (paper.Abstract.Contains(citation.Quote, StringComparison.Ordinal) || paper.Title.Contains(citation.Quote, StringComparison.Ordinal));

    [GeneratedRegex(@" \[\d+\]", RegexOptions.CultureInvariant)]
    private static partial Regex Marks();
}
