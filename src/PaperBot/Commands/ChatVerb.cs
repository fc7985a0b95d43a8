using System.CommandLine;
using System.Globalization;
using PaperBot.Conversations;
using PaperBot.Retrieval.Neural;

namespace PaperBot.Commands;

/// <summary><c>paperbot chat</c>: questions and follow-ups in the terminal, or from a pipe.</summary>
internal static class ChatVerb
{
    public const string Name = "chat";

    /// <summary>Where conversations of the terminal are held.</summary>
    private const string Place = "terminal";

    public static Command Create()
    {
        var goOn = new Option<bool>("--continue") { Description = "Go on with the latest conversation." };
        var list = new Option<bool>("--list") { Description = "List the stored conversations and leave." };
        var engine = EngineChoices.One();
        var command = CommandLine.Verb(
            Name,
            "Ask questions and follow-ups in a conversation, which is stored in the library.",
            "paperbot chat\npaperbot chat --continue\nprintf 'What are retrieval heads?\\nand how many are there?\\n' | paperbot chat",
            async (context, cancellationToken) =>
            {
                if (await engine.ReadAsync(context) is not [var writer])
                    return ExitCode.Usage;
                var store = context.Get<ConversationStore>();
                store.Prune();
                if (context.Parsed.GetValue(list))
                {
                    ShowList(context.Terminal, store.List(Place));
                    return ExitCode.Done;
                }
                var former = context.Parsed.GetValue(goOn) ? store.Latest(Place) : null;
                if (context.Parsed.GetValue(goOn) && former is null)
                    await context.Terminal.Error.WriteLineAsync("paperbot: there is no earlier conversation; this is a new one.");
                await using var embedding = BackgroundEmbedding.Start(context.Get<EmbedLibrary>(), context.Get<TimeProvider>());
                await new ChatSession(context, former ?? new Conversation(Place), writer).RunAsync(cancellationToken);
                return ExitCode.Done;
            });
        command.Add(goOn);
        command.Add(list);
        command.Add(engine.Option);
        return command;
    }

    private static void ShowList(Terminal terminal, IReadOnlyList<StoredConversation> conversations)
    {
        if (terminal.IsJson)
        {
            terminal.WriteJson(conversations);
            return;
        }
        foreach (var one in conversations)
        {
            terminal.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{one.Latest:yyyy-MM-dd HH:mm} UTC  {one.Turns,3} {(one.Turns == 1 ? "question " : "questions")}  {one.FirstQuestion.ReplaceLineEndings(" ")}"));
        }
        if (conversations.Count == 0)
            terminal.WriteLine("No conversation is stored.");
    }
}
