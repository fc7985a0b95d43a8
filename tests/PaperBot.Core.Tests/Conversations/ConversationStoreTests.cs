using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using PaperBot.Answering;
using PaperBot.Library;
using PaperBot.Papers;
using PaperBot.Retrieval.Indexing;
using PaperBot.Testing;

namespace PaperBot.Conversations;

public sealed class ConversationStoreTests : IDisposable
{
    private const string Secret = "xylophone-zeppelin-quokka";

    private readonly TemporaryLibrary _temporary = new();
    private readonly ManualTimeProvider _clock = new();

    public ConversationStoreTests() => _temporary.Library.Store([(new Paper { Id = "2404.15574", Title = "Retrieval heads", Abstract = "Heads retrieve." }, null)]);

    public void Dispose() => _temporary.Dispose();

    private ConversationStore Store(PaperLibrary? library = null, int keepDays = 90) =>
        new(library ?? _temporary.Library, Options.Create(new ConversationOptions { KeepDays = keepDays }), _clock);

    [Fact]
    public void A_stored_turn_is_there_for_the_next_process()
    {
        var turn = Store().Add(new Conversation("terminal"), Turn("and its limits?") with { RewrittenBy = "scripted" });
        using var reopened = _temporary.Open();
        var read = Store(reopened).Latest("terminal")!.Latest!;
        (read.Question, read.StandAlone, read.Topic, read.Text, read.Engine, read.RewrittenBy, read.Time).ShouldBe(
            (turn.Question, turn.StandAlone, turn.Topic, turn.Text, turn.Engine, "scripted", _clock.GetUtcNow()));
        read.Sources.Select(source => (source.N, source.PaperId, source.Title)).ShouldBe([(1, "2404.15574", "Retrieval heads")]);
        read.Result.ShouldBeNull();
    }

    [Fact]
    public void A_follow_up_goes_on_where_the_stored_conversation_ended()
    {
        Store().Add(new Conversation("terminal"), new Turn("What are retrieval heads?", "What are retrieval heads?", "retrieval heads", Answer()));
        var previous = Store().Latest("terminal")!.Latest;
        FollowUpRewriter.Rewrite("and its limits?", previous).Text.ShouldBe("the limits of retrieval heads?");
        FollowUpRewriter.Rewrite("who wrote this paper?", previous).PaperIds.ShouldBe(["2404.15574"]);
    }

    [Fact]
    public void No_place_sees_another_ones_conversations()
    {
        var (here, there) = (new Conversation("channel-1"), new Conversation("channel-2"));
        Store().Add(here, Turn("here"));
        Store().Latest("channel-2").ShouldBeNull();
        Store().List("channel-2").ShouldBeEmpty();
        Store().Add(there, Turn("there"));
        Store().Latest("channel-1")!.Turns.ShouldHaveSingleItem().Question.ShouldBe("here");
        Store().Forget(there);
        Store().List("channel-1").Count.ShouldBe(1);
        Store().Latest("' OR 1=1 --").ShouldBeNull();
    }

    [Fact]
    public void The_latest_conversation_is_the_one_spoken_in_last()
    {
        var (old, recent) = (new Conversation("terminal"), new Conversation("terminal"));
        foreach (var (conversation, question) in new[] { (old, "a"), (recent, "b"), (old, "c") })
        {
            _clock.Advance(TimeSpan.FromMinutes(1));
            Store().Add(conversation, Turn(question));
        }
        Store().Latest("terminal")!.Turns.Select(turn => turn.Question).ShouldBe(["a", "c"]);
        Store().List("terminal").Select(one => (one.FirstQuestion, one.Turns)).ShouldBe([("a", 2), ("b", 1)]);
    }

    [Fact]
    public void Of_a_long_conversation_the_last_turns_are_read_and_all_are_kept()
    {
        var conversation = new Conversation("terminal");
        for (var i = 0; i < 50; i++)
            Store().Add(conversation, Turn($"question {i}"));
        Store().List("terminal")[0].Turns.ShouldBe(50);
        var read = Store().Latest("terminal")!;
        read.Turns.Count.ShouldBe(Conversation.MaximumTurns);
        read.Latest!.Question.ShouldBe("question 49");
        Store().Add(read, Turn("question 50"));
        Store().Latest("terminal")!.Turns.Select(turn => turn.Question).TakeLast(2).ShouldBe(["question 49", "question 50"]);
    }

    [Fact]
    public void What_is_forgotten_stands_nowhere_in_the_files()
    {
        var conversation = new Conversation("terminal");
        for (var i = 0; i < 40; i++)
            Store().Add(conversation, Turn($"{Secret} {i}") with { Text = string.Concat(Enumerable.Repeat(Secret + " ", 400)) });
        Files().ShouldContain(text => text.Contains(Secret, StringComparison.Ordinal));
        Store().Forget(conversation).ShouldBe(new ForgottenTurns(40, true));
        Files().ShouldAllBe(text => !text.Contains(Secret, StringComparison.Ordinal));
        Store().Latest("terminal").ShouldBeNull();
        conversation.Turns.ShouldBeEmpty();
        Store().Forget(conversation).Turns.ShouldBe(0);
    }

    [Fact]
    public void A_conversation_forgotten_elsewhere_goes_on_as_a_new_one()
    {
        var conversation = new Conversation("terminal");
        Store().Add(conversation, Turn("a"));
        Store().Forget(Store().Latest("terminal")!);
        Store().Add(conversation, Turn("b"));
        Store().List("terminal").ShouldHaveSingleItem().FirstQuestion.ShouldBe("b");
    }

    [Fact]
    public void Old_conversations_are_pruned_and_younger_ones_stay()
    {
        Store().Add(new Conversation("terminal"), Turn(Secret));
        _clock.Advance(TimeSpan.FromDays(60));
        Store().Add(new Conversation("thread"), Turn("young"));
        Store().Prune().ShouldBe(0);
        _clock.Advance(TimeSpan.FromDays(31));
        Store(keepDays: 0).Prune().ShouldBe(0, "for ever");
        Store().Prune().ShouldBe(1);
        Store().Latest("terminal").ShouldBeNull();
        Store().Latest("thread").ShouldNotBeNull();
        Files().ShouldAllBe(text => !text.Contains(Secret, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_backup_carries_conversations()
    {
        Store().Add(new Conversation("terminal"), Turn("kept?"));
        var backup = _temporary.Path("backup.db");
        await new BackUpLibrary(_temporary.Library).RunAsync(backup, false, CancellationToken.None);
        Store().Forget(Store().Latest("terminal")!);
        await new RestoreLibrary(_temporary.Library, new MemoryPaperIndex()).RunAsync(backup, CancellationToken.None);
        Store().Latest("terminal")!.Latest!.Question.ShouldBe("kept?");
    }

    [Fact]
    public void A_library_of_the_first_version_gains_conversations_and_loses_nothing()
    {
        using var old = new TemporaryLibrary();
        Directory.CreateDirectory(old.Options.Value.Folder);
        using (var connection = LibraryDatabase.Connect(old.DatabasePath, SqliteOpenMode.ReadWriteCreate))
        {
            LibraryDatabase.Execute(connection, LibraryDatabase.Migrations[0]);
            LibraryDatabase.Execute(connection, $"PRAGMA application_id = {LibraryDatabase.ApplicationId}; PRAGMA user_version = 1");
            LibraryDatabase.Execute(connection, "INSERT INTO papers VALUES (1, 'old', 0, 'Old paper', 'oldpaper', 'It is old.', 0, '[]', NULL, NULL, '[]', NULL, 1); UPDATE facts SET value = '1' WHERE name = 'revision'");
        }
        old.Library.Find("old")!.Paper.Title.ShouldBe("Old paper");
        Store(old.Library).Add(new Conversation("terminal"), Turn("new?"));
        using var reopened = old.Open();
        Store(reopened).Latest("terminal")!.Latest!.Question.ShouldBe("new?");
        reopened.Find("old").ShouldNotBeNull();
    }

    [Fact]
    public void A_source_that_left_the_library_leaves_its_number_to_no_other()
    {
        var answer = Answer();
        Source[] sources = [new(1, "gone", "Gone", null, null, 1), new(2, "2404.15574", "Old title", null, null, 1)];
        Store().Add(new Conversation("terminal"), Turn("q") with { Sources = sources });
        Store().Latest("terminal")!.Latest!.Sources.ShouldHaveSingleItem().ShouldSatisfyAllConditions(source => source.N.ShouldBe(2), source => source.Title.ShouldBe("Retrieval heads"));
        answer.ShouldNotBeNull();
    }

    private static Turn Turn(string question) => new(question, question + " alone", "topic", Answer());

    private static Completed Answer()
    {
        var retrieval = new Retrieval.RetrievalResult { Query = "", Filter = PaperFilter.None, Terms = [], Papers = [] };
        return new Completed(new Answer("", "extractive", "Heads retrieve. [1]", [], [new Source(1, "2404.15574", "Retrieval heads", null, null, 1)], new CheckCount(1, 0), new AnswerTimings(0, 0, 0, 0), retrieval, []));
    }

    private List<string> Files() => [.. Directory.GetFiles(_temporary.Options.Value.Folder, "library.db*").Select(ReadShared)];

    private static string ReadShared(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var reader = new StreamReader(file, System.Text.Encoding.Latin1);
        return reader.ReadToEnd();
    }
}
