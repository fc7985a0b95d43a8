using System.Globalization;
using PaperBot.Answering;
using PaperBot.Conversations;
using Spectre.Console;

namespace PaperBot.Commands;

/// <summary>One run of <c>paperbot chat</c>.</summary>
internal sealed class ChatSession(VerbContext context, Conversation conversation, string engine)
{
    private const string Help = """
        Ask a question, or a follow-up such as "and its limits?".
          /sources   the sources of the last answer
          /why       scores, evidence and checks of the last answer
          /history   the questions so far
          /new       begin a new conversation; this one stays stored (chat --continue)
          /forget    delete this conversation from the library
          /help      this text
          /quit      leave (also Ctrl-D)
        Ctrl-C stops a running answer; at the prompt it leaves.
        """;

    private readonly Terminal _terminal = context.Terminal;
    private readonly Lock _stopping = new();
    private Conversation _conversation = conversation;
    private CancellationTokenSource? _running;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        Console.CancelKeyPress += StopAnswer;
        try
        {
            if (!_terminal.IsJson)
                Greet();
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

    private void Greet()
    {
        _terminal.WriteLine("Ask about the papers in the library; /help lists the commands.");
        if (_conversation.Latest is { } latest)
            _terminal.WriteLine(string.Create(CultureInfo.InvariantCulture, $"This goes on with the conversation of {latest.Time:yyyy-MM-dd HH:mm} UTC; /history shows its questions."));
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
                _conversation = new Conversation(_conversation.Place);
                _terminal.WriteLine("A new conversation.");
                return true;
            case "/forget":
                Forget();
                return true;
            case "/history":
                ShowHistory();
                return true;
            case "/sources":
                ShowLatest(turn => new AnswerDisplay(_terminal).ShowSources(turn.Sources));
                return true;
            case "/why":
                ShowLatest(ShowReasons);
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
            var updates = context.Get<Converse>().RunAsync(_conversation, new AskRequest(text) { Engine = engine }, running.Token);
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

    private void Forget()
    {
        var forgotten = context.Get<ConversationStore>().Forget(_conversation);
        _terminal.WriteLine(forgotten.Turns == 0
            ? "Nothing of this conversation is stored."
            : string.Create(CultureInfo.InvariantCulture, $"This conversation is deleted from the library: {forgotten.Turns} {(forgotten.Turns == 1 ? "question and its answer" : "questions and their answers")}.")
                + (forgotten.IsOverwritten ? "" : " Another process is reading the library: its log keeps the text until that process ends."));
    }

    private void ShowHistory()
    {
        foreach (var turn in _conversation.Turns)
            _terminal.WriteLine(turn.Understanding is { } understanding ? $"{turn.Question}  ({understanding})" : turn.Question);
    }

    private void ShowReasons(Turn turn)
    {
        if (turn.Understanding is { } understanding)
            _terminal.WriteLine(char.ToUpperInvariant(understanding[0]) + understanding[1..]);
        if (turn.Result is { } result)
            AnswerReasons.Show(_terminal, result);
        else
            _terminal.WriteLine("Scores and checks are not stored; ask again to see them.");
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
