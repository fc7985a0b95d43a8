using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using PaperBot.Answering.Replies;
using PaperBot.Models;
using PaperBot.Prompts;
using PaperBot.Retrieval.Terms;

namespace PaperBot.Conversations;

/// <summary>Has a model make a follow-up a stand-alone question. What it writes is taken only when every word that says something comes from the conversation.</summary>
internal sealed partial class FollowUpWriter(ChatEngines engines, PromptCatalogue prompts, ReplyReader replies, IOptions<ConversationOptions> options, TimeProvider clock)
{
    private const int MostWords = 30;
    private const int FewestWords = 3;

    /// <summary>The question and the model's name; null when there is no model, it takes too long, or what it writes is not to be trusted.</summary>
    /// <param name="requested">Who answers: <c>auto</c>, <c>extractive</c> or a model's name.</param>
    public async Task<(string Question, string Engine)?> WriteAsync(string requested, string message, Conversation conversation, CancellationToken cancellationToken)
    {
        var budget = TimeSpan.FromSeconds(options.Value.RewriteSeconds);
        if (budget == TimeSpan.Zero || requested == ChatEngines.Extractive)
            return null;
        var start = clock.GetTimestamp();
        if (await ChooseAsync(requested, budget, cancellationToken).ConfigureAwait(false) is not { } engine || budget - clock.GetElapsedTime(start) is var left && left <= TimeSpan.Zero)
            return null;
        var prompt = prompts["Conversations/rewrite"];
        var messages = prompt.Render(("history", ConversationHistory.Of(conversation, options.Value.HistoryTokens)), ("message", message));
        var reply = await replies.AskAsync(engine, messages, prompt.Options(), left, cancellationToken).ConfigureAwait(false);
        return reply is { Text: { } text, IsCut: false } && Question(text) is { } question && !new ForbiddenText(messages[0].Text).IsIn(question) && IsFromConversation(question, message, conversation)
            ? (question, engine.Name)
            : null;
    }

    private async Task<ChatEngine?> ChooseAsync(string requested, TimeSpan budget, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(budget, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            // A model that is being loaded goes on being loaded.
            return (await engines.ChooseAsync(requested, either.Token).ConfigureAwait(false)).Engine;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    /// <summary>One short question on one line, or null.</summary>
    private static string? Question(string reply)
    {
        var text = Label().Replace(reply, "").Trim().Trim('"', '“', '”').Trim();
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length;
        return text.EndsWith('?') && text.IndexOf('?', StringComparison.Ordinal) == text.Length - 1 && !text.Contains('\n', StringComparison.Ordinal) && words is >= FewestWords and <= MostWords ? text : null;
    }

    private static bool IsFromConversation(string question, string message, Conversation conversation)
    {
        HashSet<string> own = [.. Terms(message)];
        HashSet<string> earlier = [.. conversation.Turns.SelectMany(turn => new[] { turn.Question, turn.StandAlone, turn.Topic }.Concat(turn.Sources.Select(source => source.Title))).SelectMany(Terms)];
        HashSet<string> written = [.. Terms(question)];
        // What the message itself asks must still be asked, and of something the conversation holds.
        return written.All(term => own.Contains(term) || earlier.Contains(term))
            && written.Overlaps(earlier)
            && own.All(term => written.Contains(term));
    }

    private static IEnumerable<string> Terms(string text) => TermSplitter.Split(Referring().Replace(text, " "));

    [GeneratedRegex(@"^(?:(?:stand-?alone |rewritten |new )?(?:question|message)|rewrite)\s*:\s*", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Label();

    // Words that ask, or that stand for something else, are no content: a rewriting may bring and leave out any of them.
    [GeneratedRegex(
        @"\b(?:what|which|who|whose|when|where|why|how|about|do|does|did|is|are|was|were|can|could|would|should|will|has|have|had|it|its|they|them|their|this|that|these|those|the|an?|one|ones|first|second|third|last|other|another|paper|papers|method|approach|model|technique|work|idea|also|then|so|ok|okay|well|please|tell|me|explain|show|there|any|many|much|some|more|else|same|such|ever|we|you|us|i)\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Referring();
}
