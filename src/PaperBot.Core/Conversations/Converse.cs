using System.Runtime.CompilerServices;
using PaperBot.Answering;

namespace PaperBot.Conversations;

/// <summary>Answers a message within a conversation: a follow-up is made a stand-alone question first, and the turn is stored.</summary>
public sealed class Converse
{
    private readonly AskQuestion _ask;
    private readonly ConversationStore _store;
    private readonly FollowUpWriter? _writer;

    /// <param name="ask">Answers.</param>
    /// <param name="store">Keeps the turns.</param>
    /// <param name="writer">Null when only rules rewrite.</param>
    internal Converse(AskQuestion ask, ConversationStore store, FollowUpWriter? writer = null) => (_ask, _store, _writer) = (ask, store, writer);

    /// <summary>
    /// Yields the same updates as <see cref="AskQuestion"/>. A turn is stored before its last update is yielded, so that what was seen is kept; one that is
    /// cancelled leaves the conversation as it was.
    /// </summary>
    public async IAsyncEnumerable<AnswerUpdate> RunAsync(Conversation conversation, AskRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(conversation);
        ArgumentNullException.ThrowIfNull(request);
        var (standAlone, writtenBy) = await UnderstandAsync(conversation, request, cancellationToken).ConfigureAwait(false);
        var filter = standAlone.PaperIds.Count > 0 ? request.Filter with { PaperIds = standAlone.PaperIds } : request.Filter;
        await foreach (var update in _ask.RunAsync(request with { Question = standAlone.Text, Filter = filter }, cancellationToken).ConfigureAwait(false))
        {
            if (update is Completed or NotFound)
                _store.Add(conversation, new Turn(request.Question, standAlone.Text, standAlone.Topic, update) { RewrittenBy = writtenBy });
            yield return update;
        }
    }

    /// <summary>By rules; where these find a follow-up, by the model too, if there is one. A source that is named ("[2]") is the rules' business alone.</summary>
    private async Task<(StandAloneQuestion Question, string? WrittenBy)> UnderstandAsync(Conversation conversation, AskRequest request, CancellationToken cancellationToken)
    {
        var byRules = FollowUpRewriter.Rewrite(request.Question, conversation.Latest);
        if (_writer is null || byRules.PaperIds.Count > 0 || byRules.Text == request.Question.Trim())
            return (byRules, null);
        return await _writer.WriteAsync(request.Engine, request.Question.Trim(), conversation, cancellationToken).ConfigureAwait(false) is var (question, engine)
            ? (byRules with { Text = question }, engine)
            : (byRules, null);
    }
}
