using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using PaperBot.Answering.Checking;
using PaperBot.Answering.Generative;
using PaperBot.Answering.Sufficiency;
using PaperBot.Answering.Weighing;
using PaperBot.Models;
using PaperBot.Prompts;
using PaperBot.Retrieval;
using PaperBot.Retrieval.Embedding;

namespace PaperBot.Answering;

/// <summary>Answers a question from the library: finds papers, decides whether they suffice, composes, checks every claim.</summary>
public sealed class AskQuestion
{
    private const int CandidatePapers = 50;

    private readonly PaperSearch _search;
    private readonly AnsweringOptions _options;
    private readonly TimeProvider _clock;
    private readonly Weigher _weigher;
    private readonly SufficiencyModel _sufficiency;
    private readonly ComposeAnswer _compose;

    /// <param name="search">Finds the papers.</param>
    /// <param name="options">Lengths and threshold.</param>
    /// <param name="clock">Measures the steps.</param>
    /// <param name="builtIn">Tells which words are close; null weighs by words alone.</param>
    /// <param name="engines">The models that may write; null quotes always.</param>
    /// <param name="prompts">What they are told; null quotes always.</param>
    /// <param name="logger">Told when a model fails.</param>
    public AskQuestion(
        PaperSearch search, IOptions<AnsweringOptions> options, TimeProvider clock, BuiltInEmbedder? builtIn = null, ChatEngines? engines = null, PromptCatalogue? prompts = null,
        ILogger<AskQuestion>? logger = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        (_search, _options, _clock) = (search, options.Value, clock);
        _weigher = new Weigher(new TermSimilarity(builtIn?.Table));
        var checker = new ClaimChecker();
        var writer = prompts is null ? null : new GenerativeEngine(prompts, _options, checker, clock, logger ?? NullLogger<AskQuestion>.Instance);
        _compose = new ComposeAnswer(engines, writer, checker, _options.MostWords);
        _sufficiency = builtIn?.Table is null ? SufficiencyModel.ByWords : SufficiencyModel.WithMeaning;
    }

    /// <summary>The updates of an answer; the last is <see cref="Completed"/>, <see cref="NotFound"/> or <see cref="Refused"/>.</summary>
    public async IAsyncEnumerable<AnswerUpdate> RunAsync(AskRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var question = request.Question.Trim();
        if (Unacceptable(question) is { } reason)
        {
            yield return new Refused(reason);
            yield break;
        }
        yield return new Searching(question);
        var watch = new StepWatch(_clock);
        RetrievalResult retrieval;
        using (AnsweringTelemetry.Source.StartActivity("retrieve"))
            retrieval = await _search.RunAsync(new SearchRequest(question) { Filter = request.Filter, Limit = CandidatePapers }, cancellationToken).ConfigureAwait(false);
        var evidence = _weigher.Weigh(retrieval, _options.MostSources);
        watch.Retrieved();
        retrieval = AsWeighed(retrieval, evidence);
        var decision = Decide(retrieval, evidence);
        if (!decision.Enough)
        {
            yield return NotFound(retrieval, evidence, decision, watch);
            yield break;
        }
        var answer = new ComposedAnswer(evidence, watch);
        using (AnsweringTelemetry.Source.StartActivity("compose"))
        {
            await foreach (var update in _compose.RunAsync(request, answer, cancellationToken).ConfigureAwait(false))
                yield return update;
        }
        watch.Composed();
        yield return answer.Draft.Claims.Count > 0
            ? new Completed(Complete(request, answer, retrieval, decision, watch))
            : NotFound(retrieval, evidence, decision, watch);
    }

    private static Answer Complete(AskRequest request, ComposedAnswer composed, RetrievalResult retrieval, SufficiencyDecision decision, StepWatch watch)
    {
        var draft = composed.Draft;
        var count = new CheckCount(draft.Claims.Count, composed.Dropped);
        return new Answer(request.Question, composed.Engine, draft.Text, draft.Claims, draft.Sources, count, watch.Timings, retrieval, composed.Checks)
        {
            Sufficiency = decision,
            EngineNote = composed.Note,
            Writing = composed.Log?.Count,
        };
    }

    private string? Unacceptable(string question) =>
        !question.Any(char.IsLetterOrDigit) ? "The question is empty."
        : question.Length > _options.LongestQuestion ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"The question is too long ({question.Length} characters, at most {_options.LongestQuestion}).")
        : null;

    // A question that is nothing but a paper's id, link or title is answered from that paper, if it has a text.
    private SufficiencyDecision Decide(RetrievalResult retrieval, WeighedEvidence evidence)
    {
        var decision = (retrieval.IsNeural ? SufficiencyModel.WithNeural : _sufficiency).Decide(evidence, _options.EnoughEvidence);
        if (evidence.Papers.All(paper => paper.Sentences.Count == 0))
            return decision with { Enough = false };
        return retrieval.ExactPaperId is null ? decision : decision with { Enough = evidence.Papers[0].Sentences.Count > 0 };
    }

    // What is shown as found is in the order it was used.
    private static RetrievalResult AsWeighed(RetrievalResult retrieval, WeighedEvidence evidence) =>
        retrieval with { Papers = [.. evidence.Papers.Select(paper => paper.Ranked), .. retrieval.Papers.Skip(evidence.Papers.Count)] };

    private static NotFound NotFound(RetrievalResult retrieval, WeighedEvidence evidence, SufficiencyDecision decision, StepWatch watch) =>
        new(AnswerSources.WhyNot(retrieval), AnswerSources.MaybeRelated(retrieval, evidence), retrieval, watch.Timings) { Sufficiency = decision };
}
