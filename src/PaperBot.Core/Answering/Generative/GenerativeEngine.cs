using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using PaperBot.Answering.Checking;
using PaperBot.Models;
using PaperBot.Prompts;

namespace PaperBot.Answering.Generative;

/// <summary>Lets a model write the answer from numbered sentences and shows only what the check lets pass. Any model may be given: the worst brings no answer.</summary>
internal sealed partial class GenerativeEngine(PromptCatalogue prompts, AnsweringOptions options, ClaimChecker checker, TimeProvider clock, ILogger logger)
{
    public const string PromptName = "Answering/answer";

    /// <summary>Sentences of a reply that are read at most; whatever comes later no longer answers the question.</summary>
    private const int MostSentences = 12;

    /// <summary>A reply that says again what it said so often goes round in circles.</summary>
    private const int MostRepeats = 2;

    /// <summary>A weak model's first sentences may pass by luck; what it writes next gives it away.</summary>
    private const int JudgedBeforeShown = 3;

    private readonly Prompt _prompt = prompts[PromptName];

    /// <summary>Words a model may write; what it leaves out needs room too.</summary>
    private int MostWritten => options.MostWords / 2;

    /// <summary>An empty log of an answer yet to be written.</summary>
    public WritingLog NewLog() => new(_prompt.Hash);

    /// <summary>Writes the draft of <paramref name="answer"/>, yielding what is to be shown; <paramref name="log"/> says afterwards whether it is good enough.</summary>
    public async IAsyncEnumerable<AnswerUpdate> WriteAsync(
        ChatEngine engine, AskRequest request, ComposedAnswer answer, WritingLog log, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var draft = answer.Draft;
        var sheet = EvidenceSheet.Of(answer.Evidence, options.ShownSentences, Room(engine, request.Question));
        if (sheet.Sentences.Count == 0)
        {
            log.Failure = $"No sentence of the evidence can be shown to {engine.Name}.";
            yield break;
        }
        var messages = _prompt.Render(("evidence", sheet.Text), ("question", request.Question.Trim()));
        var reply = new ModelReply(engine, messages, Options(request), TimeSpan.FromSeconds(options.ModelSeconds), clock);
        using var span = StartSpan(engine);
        var judge = new ReplyJudge(sheet, new PromptEcho(messages[0].Text, request.Question, sheet.Text), checker);
        var waiting = new Queue<Claim>();
        await foreach (var update in SentencesAsync(reply, cancellationToken).ConfigureAwait(false))
        {
            if (update is Busy)
                yield return update;
            else if (update is TextDelta sentence)
                answer.Watch.Checking(() => Take(sentence.Text, judge, log, draft, waiting));
            // Shown while at least half of what was written holds, and not before a few sentences tell what kind of writer this is.
            while (log.Holds && log.Written >= JudgedBeforeShown && waiting.TryDequeue(out var claim))
            {
                foreach (var shown in draft.Add(claim, AnswerText.Written))
                    yield return shown;
            }
            if (IsEnough(log, draft))
                break;
        }
        End(span, engine, reply, log);
        if (log.Failure is not null)
            yield break;
        while (waiting.TryDequeue(out var claim))
        {
            foreach (var shown in draft.Add(claim, AnswerText.Written))
                yield return shown;
        }
        foreach (var claim in LeftOutFacts.Of(answer.Evidence, draft.Claims, log.IsFlawless, options.MostWords))
        {
            var check = answer.Watch.Checking(() => checker.Check(claim, answer.Papers));
            answer.Add(check);
            log.Quoted += check.Passed ? 1 : 0;
            foreach (var shown in check.Passed ? draft.Add(claim) : [])
                yield return shown;
        }
    }

    private ChatOptions Options(AskRequest request)
    {
        var settings = _prompt.Options();
        if (request.User is { } user)
            ModelRequest.SetUser(settings, user);
        return settings;
    }

    // What the prompt's own text, the question and the reply leave of the model's context.
    private int Room(ChatEngine engine, string question)
    {
        var room = engine.Context is { } context ? Math.Min(options.PromptTokens, context - _prompt.MaxTokens) : options.PromptTokens;
        return room - _prompt.Render(("evidence", ""), ("question", question)).Sum(message => TokenEstimate.OfMessage(message.Text));
    }

    /// <summary>The reply's sentences as text deltas, unchecked, and how far off its turn is.</summary>
    private static async IAsyncEnumerable<AnswerUpdate> SentencesAsync(ModelReply reply, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var splitter = new ReplySplitter();
        await foreach (var content in reply.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            if (content is QueueContent queue)
                yield return new Busy(queue.Position, queue.EstimatedWait);
            foreach (var sentence in content is TextContent text ? splitter.Add(text.Text) : [])
                yield return new TextDelta(sentence);
            if (splitter.IsAstray)
                yield break;
        }
        if (reply.Failure is not null)
            yield break;
        foreach (var sentence in splitter.End(cut: reply.Finish != ChatFinishReason.Stop))
            yield return new TextDelta(sentence);
    }

    private void Take(string sentence, ReplyJudge judge, WritingLog log, AnswerDraft draft, Queue<Claim> waiting)
    {
        if (ReplyJudge.FindsNothing(sentence))
            log.FoundNothing = true;
        else if (judge.Judge(sentence) is { } judged)
        {
            // A sentence beyond the words of an answer ends it.
            var words = draft.Claims.Concat(waiting).Sum(claim => Words(claim.Text));
            log.IsFull |= judged.Claim is { } claim && words > 0 && words + Words(claim.Text) > MostWritten;
            if (log.IsFull)
                return;
            log.Add(judged);
            if (judged.Claim is not null)
                waiting.Enqueue(judged.Claim);
        }
    }

    private bool IsEnough(WritingLog log, AnswerDraft draft) =>
        log.IsFull || log.FoundNothing || log.Written >= MostSentences || log.Checks.Count - log.Written >= MostRepeats || draft.Claims.Sum(claim => Words(claim.Text)) >= MostWritten;

    private void End(Activity? span, ChatEngine engine, ModelReply reply, WritingLog log)
    {
        log.Failure = reply.Failure
            ?? (log.Kept == 0 && log.FoundNothing ? $"{engine.Name} did not find the answer in the evidence."
                : log.Written == 0 ? $"{engine.Name} wrote nothing that could be checked."
                : log.Holds ? null
                : string.Create(CultureInfo.InvariantCulture, $"Of {log.Written} sentences that {engine.Name} wrote, {log.Kept} stood the check."));
        log.Broke = reply.Failure is not null && reply.Error is not null;
        if (reply.Error is { } error)
            LogFailed(logger, engine.Name, error.GetType().Name);
        span?.SetTag("gen_ai.usage.input_tokens", reply.Usage?.InputTokenCount);
        span?.SetTag("gen_ai.usage.output_tokens", reply.Usage?.OutputTokenCount);
        if (reply.Finish is { } finish)
            span?.SetTag("gen_ai.response.finish_reasons", new[] { finish.Value });
        if (log.Failure is not null)
            span?.SetStatus(ActivityStatusCode.Error).SetTag("error.type", reply.Error?.GetType().FullName ?? "answer_not_used");
    }

    private Activity? StartSpan(ChatEngine engine) =>
        AnsweringTelemetry.Source.StartActivity("chat " + engine.Name, ActivityKind.Client)?
            .SetTag("gen_ai.operation.name", "chat")
            .SetTag("gen_ai.request.model", engine.Name)
            .SetTag("gen_ai.request.max_tokens", _prompt.MaxTokens)
            .SetTag("paperbot.prompt.name", _prompt.Name)
            .SetTag("paperbot.prompt.hash", _prompt.Hash);

    private static int Words(string text) => text.Count(c => c == ' ') + 1;

    [LoggerMessage(Level = LogLevel.Warning, Message = "The model {Model} failed with {Error}; the answer was quoted instead")]
    private static partial void LogFailed(ILogger logger, string model, string error);
}
