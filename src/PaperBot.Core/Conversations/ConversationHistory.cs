using PaperBot.Answering.Generative;

namespace PaperBot.Conversations;

/// <summary>A conversation as a model is shown it: questions and the titles of what answered them, never the answers.</summary>
internal static class ConversationHistory
{
    /// <summary>A line a turn, oldest first; as many of the newest as fit, the newest always.</summary>
    /// <param name="mostTokens">Estimated.</param>
    public static string Of(Conversation conversation, int mostTokens)
    {
        var (lines, tokens) = (new List<string>(), 0);
        foreach (var turn in conversation.Turns.Reverse())
        {
            var line = Line(turn);
            tokens += TokenEstimate.Of(line);
            if (tokens > mostTokens && lines.Count > 0)
                break;
            lines.Insert(0, line);
        }
        return string.Join('\n', lines);
    }

    private static string Line(Turn turn)
    {
        var sources = turn.Sources.Count == 0 ? "" : $" (answered from: {string.Join("; ", turn.Sources.Select(source => source.Title))})";
        return "- " + turn.StandAlone + sources;
    }
}
