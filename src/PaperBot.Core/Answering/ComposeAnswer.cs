using System.Runtime.CompilerServices;
using PaperBot.Answering.Checking;
using PaperBot.Answering.Extractive;
using PaperBot.Answering.Generative;
using PaperBot.Models;

namespace PaperBot.Answering;

/// <summary>Makes an answer of evidence that suffices: a model writes it where one is wanted and does it well enough, else sentences are quoted.</summary>
internal sealed class ComposeAnswer(ChatEngines? engines, GenerativeEngine? writer, ClaimChecker checker, int mostWords)
{
    /// <summary>Composes into <paramref name="answer"/>, yielding what is to be shown. Its draft stays empty when nothing stands the check.</summary>
    public async IAsyncEnumerable<AnswerUpdate> RunAsync(AskRequest request, ComposedAnswer answer, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var update in WriteAsync(request, answer, cancellationToken).ConfigureAwait(false))
            yield return update;
        if (answer.Log is { Failure: null })
            yield break;
        foreach (var update in Quote(answer))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return update;
        }
    }

    private async IAsyncEnumerable<AnswerUpdate> WriteAsync(AskRequest request, ComposedAnswer answer, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (engines is null || writer is null)
            yield break;
        var choice = await engines.ChooseAsync(request.Engine, cancellationToken).ConfigureAwait(false);
        answer.Note = choice.Reason;
        if (choice.Engine is not { } engine)
            yield break;
        answer.Engine = engine.Name;
        var log = answer.Log = writer.NewLog();
        await foreach (var update in writer.WriteAsync(engine, request, answer, log, cancellationToken).ConfigureAwait(false))
            yield return update;
        if (log.Broke)
            await engines.DropAsync(engine).ConfigureAwait(false);
        if (log.Failure is null)
            yield break;
        answer.Note = log.Failure;
        if (answer.Draft.Claims.Count > 0)
            yield return new StartedAnew(log.Failure);
        answer.BeginAnew();
    }

    private IEnumerable<AnswerUpdate> Quote(ComposedAnswer answer)
    {
        foreach (var claim in ExtractiveEngine.Compose(answer.Evidence, mostWords))
        {
            var check = answer.Watch.Checking(() => checker.Check(claim, answer.Papers));
            answer.Add(check);
            foreach (var update in check.Passed ? answer.Draft.Add(claim) : [])
                yield return update;
        }
    }
}
