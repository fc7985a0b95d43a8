using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using PaperBot.Answering;
using PaperBot.Answering.Sufficiency;
using PaperBot.Library;
using PaperBot.Models;
using PaperBot.Papers;
using PaperBot.Retrieval;

namespace PaperBot.Diagnostics.Evaluation;

/// <summary>Asks questions whose answers are known.</summary>
public sealed partial class AnswerEvaluation(AskQuestion ask, PaperLibrary library)
{
    /// <summary>Asks the questions of a file one after the other.</summary>
    /// <param name="file">JSON Lines <c>{qid, question, paper_title | paper_id, answer: […]}</c>; no <c>answer</c> means unanswerable.</param>
    /// <param name="reject">Called with <c>file:line: reason</c> for each line that is no question.</param>
    /// <param name="engine">Who is to write, as in <see cref="AskRequest.Engine"/>.</param>
    /// <exception cref="EvaluationException">The file cannot be read or holds no question.</exception>
    public async IAsyncEnumerable<AnswerOutcome> RunAsync(string file, Action<string> reject, string engine, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var question in AnswerCase.Read(file, reject))
        {
            AnswerUpdate? last = null;
            await foreach (var update in ask.RunAsync(new AskRequest(question.Question) { Engine = engine }, cancellationToken).ConfigureAwait(false))
                last = update;
            yield return Judge(question, last!);
        }
    }

    private AnswerOutcome Judge(AnswerCase question, AnswerUpdate last)
    {
        var answer = (last as Completed)?.Answer;
        var (retrieval, sufficiency) = last switch
        {
            Completed completed => (completed.Answer.Retrieval, completed.Answer.Sufficiency),
            NotFound notFound => (notFound.Retrieval, notFound.Sufficiency),
            _ => ((RetrievalResult?)null, (SufficiencyDecision?)null),
        };
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
        };
    }

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
