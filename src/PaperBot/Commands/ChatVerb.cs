using System.CommandLine;
using PaperBot.Answering;
using PaperBot.Conversations;
using PaperBot.Retrieval.Neural;
using Spectre.Console;

namespace PaperBot.Commands;

/// <summary><c>paperbot chat</c>: questions and follow-ups in the terminal, or from a pipe.</summary>
internal static class ChatVerb
{
    public const string Name = "chat";

    private const string Help = """
        Ask a question, or a follow-up such as "and its limits?".
          /sources   the sources of the last answer
          /why       scores, evidence and checks of the last answer
          /history   the questions so far
          /new       begin a new conversation
          /help      this text
          /quit      leave (also Ctrl-D)
        Ctrl-C stops a running answer; at the prompt it leaves.
        """;

    public static Command Create() => CommandLine.Verb(
        Name,
        "Ask questions and follow-ups in a conversation.",
        "paperbot chat\nprintf 'What are retrieval heads?\\nand how many are there?\\n' | paperbot chat",
        async (context, cancellationToken) =>
        {
            await using var embedding = BackgroundEmbedding.Start(context.Get<EmbedLibrary>(), context.Get<TimeProvider>());
            await new Session(context).RunAsync(cancellationToken);
            return ExitCode.Done;
        });

    private sealed class Session(VerbContext context)
    {
        private readonly Conversation _conversation = new();
        private readonly Terminal _terminal = context.Terminal;
        private readonly Lock _stopping = new();
        private CancellationTokenSource? _running;

        public async Task RunAsync(CancellationToken cancellationToken)
        {
            Console.CancelKeyPress += StopAnswer;
            try
            {
                if (!_terminal.IsJson)
                    _terminal.WriteLine("Ask about the papers in the library; /help lists the commands.");
                while (Prompt() is { } line)
                {
                    if (line.Trim() is { Length: > 0 } text && !await TakeAsync(text, cancellationToken))
                        return;
                }
            }
            finally
            {
                Console.CancelKeyPress -= StopAnswer;
            }
        }

        private string? Prompt()
        {
            if (_terminal.IsInteractive)
                _terminal.Console.Markup("\n[bold cyan]>[/] ");
            var line = Console.In.ReadLine();
            if (!_terminal.IsInteractive && !_terminal.IsJson && line is not null)
                _terminal.WriteLine("\n> " + line);
            return line;
        }

        // False ends the session.
        private async Task<bool> TakeAsync(string text, CancellationToken cancellationToken)
        {
            switch (text.ToLowerInvariant())
            {
                case "/quit" or "/exit" or "/q":
                    return false;
                case "/help" or "/?":
                    _terminal.WriteLine(Help);
                    return true;
                case "/new":
                    _conversation.Clear();
                    _terminal.WriteLine("A new conversation.");
                    return true;
                case "/history":
                    ShowHistory();
                    return true;
                case "/sources":
                    ShowLatest(turn => new AnswerDisplay(_terminal).ShowSources(turn.Sources));
                    return true;
                case "/why":
                    ShowLatest(turn => AnswerReasons.Show(_terminal, turn.Result));
                    return true;
            }
            if (text.StartsWith('/'))
                _terminal.WriteLine($"There is no command {text.Split(' ')[0]}; /help lists them.");
            else if (SmallTalk.Reply(text) is { } reply)
                Say(text, reply);
            else
                await AnswerAsync(text, cancellationToken);
            return true;
        }

        private void Say(string text, string reply)
        {
            if (_terminal.IsJson)
                _terminal.WriteJson(AnswerJson.Of(text, new Refused(reply), why: false));
            else
                _terminal.WriteLine(reply);
        }

        private async Task AnswerAsync(string text, CancellationToken cancellationToken)
        {
            using var running = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            lock (_stopping)
                _running = running;
            try
            {
                var updates = context.Get<Converse>().RunAsync(_conversation, new AskRequest(text), running.Token);
                var result = await new AnswerDisplay(_terminal).ShowAsync(updates, running.Token);
                if (_terminal.IsJson)
                    _terminal.WriteJson(AnswerJson.Of(text, result, why: false));
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                _terminal.WriteLine("\nStopped.");
            }
            finally
            {
                lock (_stopping)
                    _running = null;
            }
        }

        private void ShowHistory()
        {
            foreach (var turn in _conversation.Turns)
                _terminal.WriteLine(turn.Question == turn.StandAlone ? turn.Question : $"{turn.Question}  (understood as: {turn.StandAlone})");
        }

        private void ShowLatest(Action<Turn> show)
        {
            if (_conversation.Latest is { } turn)
                show(turn);
            else
                _terminal.WriteLine("Nothing has been answered yet.");
        }

        private void StopAnswer(object? sender, ConsoleCancelEventArgs pressed)
        {
            lock (_stopping)
            {
                if (_running is null)
                    return;
                pressed.Cancel = true;
                _running.Cancel();
            }
        }
    }
}
