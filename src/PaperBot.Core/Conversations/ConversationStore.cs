using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using PaperBot.Answering;
using PaperBot.Library;
using PaperBot.Papers;

namespace PaperBot.Conversations;

/// <summary>
/// Keeps conversations in the library: the questions, what was answered from which papers, by whom and when, and nothing about who asked. A stored turn
/// survives the end of the process. All members throw <see cref="LibraryException"/> when the library cannot be used.
/// </summary>
public sealed class ConversationStore(PaperLibrary library, IOptions<ConversationOptions> options, TimeProvider clock)
{
    // Sorts as text.
    private const string TimeFormat = "yyyy-MM-ddTHH:mm:ss.fffZ";

    /// <summary>The conversation of <paramref name="place"/> whose last turn is the latest, with its last turns; null when there is none.</summary>
    public Conversation? Latest(string place) => library.Connections.Read(session =>
        session.Scalar("SELECT number FROM conversations WHERE place = $place ORDER BY latest DESC, number DESC LIMIT 1", ("$place", place)) is long number
            ? Load(session, place, number)
            : null) is { } conversation ? WithTitles(conversation) : null;

    /// <summary>The conversations of <paramref name="place"/>, latest first.</summary>
    public IReadOnlyList<StoredConversation> List(string place) => library.Connections.Read(session =>
    {
        using var reader = session.Prepare(
            """
            SELECT c.number, c.latest, (SELECT count(*) FROM turns t WHERE t.conversation = c.number),
                (SELECT t.question FROM turns t WHERE t.conversation = c.number ORDER BY t.position LIMIT 1)
            FROM conversations c WHERE c.place = $place ORDER BY c.latest DESC, c.number DESC
            """, ("$place", place)).ExecuteReader();
        var found = new List<StoredConversation>();
        while (reader.Read())
            found.Add(new StoredConversation(reader.GetInt64(0), Time(reader.GetString(1)), reader.GetInt32(2), reader.GetString(3)));
        return found;
    });

    /// <summary>Adds a turn to the conversation and to the library, where it is durable on return.</summary>
    /// <returns>The turn with its time.</returns>
    public Turn Add(Conversation conversation, Turn turn)
    {
        ArgumentNullException.ThrowIfNull(conversation);
        ArgumentNullException.ThrowIfNull(turn);
        var timed = turn with { Time = clock.GetUtcNow() };
        conversation.Number = library.Connections.Write(session => Store(session, conversation, timed));
        conversation.Add(timed);
        return timed;
    }

    /// <summary>Deletes the conversation, stored turns and all; it can go on as a new one.</summary>
    public ForgottenTurns Forget(Conversation conversation)
    {
        ArgumentNullException.ThrowIfNull(conversation);
        var (place, number) = (conversation.Place, conversation.Number);
        conversation.Clear();
        if (number is null)
            return new ForgottenTurns(0, true);
        var turns = library.Connections.Write(session =>
        {
            var count = session.Number("SELECT count(*) FROM turns t JOIN conversations c ON c.number = t.conversation WHERE c.number = $number AND c.place = $place", ("$number", number), ("$place", place));
            session.Execute("DELETE FROM conversations WHERE number = $number AND place = $place", ("$number", number), ("$place", place));
            return (int)count;
        });
        return new ForgottenTurns(turns, library.Connections.EmptyLog());
    }

    /// <summary>Deletes the conversations, of every place, whose last turn is older than <see cref="ConversationOptions.KeepDays"/>.</summary>
    /// <returns>How many.</returns>
    public int Prune()
    {
        if (options.Value.KeepDays == 0)
            return 0;
        var before = Text(clock.GetUtcNow().AddDays(-options.Value.KeepDays));
        var pruned = library.Connections.Write(session => session.Execute("DELETE FROM conversations WHERE latest < $before", ("$before", before)));
        if (pruned > 0)
            library.Connections.EmptyLog();
        return pruned;
    }

    private static long Store(LibrarySession session, Conversation conversation, Turn turn)
    {
        var time = Text(turn.Time);
        // It may have been deleted meanwhile, by another process or for its age.
        if (conversation.Number is not { } number
            || session.Execute("UPDATE conversations SET latest = $latest WHERE number = $number AND place = $place", ("$latest", time), ("$number", number), ("$place", conversation.Place)) == 0)
        {
            number = session.Number("INSERT INTO conversations (place, latest) VALUES ($place, $latest) RETURNING number", ("$place", conversation.Place), ("$latest", time));
        }
        session.Execute(
            """
            INSERT INTO turns (conversation, position, time, question, stand_alone, rewritten_by, topic, answer, papers, engine)
            SELECT $conversation, coalesce(max(position), 0) + 1, $time, $question, $alone, $by, $topic, $answer, $papers, $engine FROM turns WHERE conversation = $conversation
            """,
            ("$conversation", number), ("$time", time), ("$question", turn.Question), ("$alone", turn.StandAlone), ("$by", turn.RewrittenBy), ("$topic", turn.Topic),
            ("$answer", turn.Text), ("$papers", PaperRow.Text([.. turn.Sources.OrderBy(source => source.N).Select(source => source.PaperId)])), ("$engine", turn.Engine));
        return number;
    }

    private static Conversation Load(LibrarySession session, string place, long number)
    {
        using var reader = session.Prepare(
            "SELECT time, question, stand_alone, rewritten_by, topic, answer, papers, engine FROM turns WHERE conversation = $number ORDER BY position DESC LIMIT $most",
            ("$number", number), ("$most", Conversation.MaximumTurns)).ExecuteReader();
        var turns = new List<Turn>();
        while (reader.Read())
            turns.Add(Read(reader));
        turns.Reverse();
        var conversation = new Conversation(place) { Number = number };
        turns.ForEach(conversation.Add);
        return conversation;
    }

    private static Turn Read(SqliteDataReader reader) => new(reader.GetString(1), reader.GetString(2), reader.GetString(4), null)
    {
        Time = Time(reader.GetString(0)),
        RewrittenBy = reader.IsDBNull(3) ? null : reader.GetString(3),
        Text = reader.GetString(5),
        Sources = [.. PaperRow.Names(reader.GetString(6)).Select((id, i) => new Source(i + 1, id, id, null, null, 0))],
        Engine = reader.GetString(7),
    };

    // Titles are the library's: they may have changed since, and a paper may be gone.
    private Conversation WithTitles(Conversation bare)
    {
        var conversation = new Conversation(bare.Place) { Number = bare.Number };
        foreach (var turn in bare.Turns)
            conversation.Add(turn with { Sources = [.. turn.Sources.Select(Titled).OfType<Source>()] });
        return conversation;
    }

    private Source? Titled(Source source) => library.Find(source.PaperId) is { Paper: var paper }
        ? source with { PaperId = paper.Id, Title = paper.Title, Published = paper.Published, Url = paper.Url ?? PaperId.ArxivUrl(paper.Id), IsDescription = paper.Origin == TextOrigin.Description }
        : null;

    private static string Text(DateTimeOffset time) => time.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture);

    private static DateTimeOffset Time(string text) =>
        DateTimeOffset.ParseExact(text, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);
}
