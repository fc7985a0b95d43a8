using PaperBot.Models;
using PaperBot.Models.Catalogue;
using PaperBot.Models.FirstUse;
using PaperBot.Models.Hub;
using Spectre.Console;

namespace PaperBot.Commands;

/// <summary>
/// Fetches the small embedder at first use, beside the work of a verb and never in its way: a verb that answers once waits for it afterwards, a moment and
/// on a terminal only; a chat leaves it behind when it ends. What has come is kept for the next use. The owner at a terminal is asked once about a chat model.
/// </summary>
internal sealed class FirstUse : IProgress<PullProgress>, IAsyncDisposable
{
    /// <summary>How long a terminal is held after an answer.</summary>
    private static readonly TimeSpan PatienceAfter = TimeSpan.FromSeconds(30);

    /// <summary>How long a chat waits for the hub, so that it can say what it does before the first question.</summary>
    private static readonly TimeSpan PatienceBefore = TimeSpan.FromSeconds(1.5);

    private readonly VerbContext _context;
    private readonly FirstUseModels _models;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _stop;
    private readonly bool _isChat;
    private readonly TaskCompletionSource<PullProgress> _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<CatalogueModel> _wanted = [];
    private Task<bool> _fetching = Task.FromResult(true);
    private IProgress<PullProgress>? _bar;

    private FirstUse(VerbContext context, CancellationToken cancellationToken)
    {
        (_context, _models, _time) = (context, context.Get<FirstUseModels>(), context.Get<TimeProvider>());
        _isChat = context.Parsed.CommandResult.Command.Name == ChatVerb.Name;
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
    }

    /// <summary>The owner sits there and may be asked; a build server may have a terminal too.</summary>
    private bool IsAttended =>
        _context.Terminal.IsInteractive && !Console.IsInputRedirected && !Console.IsErrorRedirected && Environment.GetEnvironmentVariable("CI") is null or "" or "false" or "0";

    private string Announcement => $"Fetching {string.Join(" and ", _wanted.Select(model => $"{model.Name} ({ByteText.Of(model.Bytes)})"))} once, in the background: the search for papers by meaning gets better. Models:AutoPull=none turns this off.";

    /// <summary>Begins what is to be done; costs nothing when that is nothing.</summary>
    public static async Task<FirstUse> BeginAsync(VerbContext context, CancellationToken cancellationToken)
    {
        var first = new FirstUse(context, cancellationToken);
        if (!first._isChat && !first.IsAttended)
            return first;
        if (first._models.MissingEmbedder() is { } embedder)
            first._wanted.Add(embedder);
        if (first._isChat && first.Accepted() is { } chat)
            first._wanted.Add(chat);
        if (first._wanted.Count > 0)
            first._fetching = first.FetchAsync();
        if (first._isChat && first._wanted.Count > 0)
            await first.AnnounceAsync();
        return first;
    }

    /// <summary>After a verb that answered: shows what still comes, and asks.</summary>
    public async Task EndAsync(CancellationToken cancellationToken)
    {
        if (_isChat || !IsAttended)
            return;
        await ShowRestAsync();
        if (Accepted() is { } chat)
            await PullAsync(chat, cancellationToken);
    }

    public void Report(PullProgress value)
    {
        if (value.Stage == PullStage.Receiving)
            _begun.TrySetResult(value);
        _bar?.Report(value);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        var came = await EndedAsync();
        if (_fetching.IsCanceled && _begun.Task.IsCompleted)
            Say("What came of the download is kept; it goes on at the next use.");
        else if (!came && _wanted.Find(model => model.Kind == ModelKind.Chat) is { } asked)
            Say($"{asked.Name} could not be had; 'paperbot models pull {asked.Name}' tries again. {_models.LatestProblem}");
        _stop.Dispose();
    }

    // A failure is doctor's to tell, unless the owner asked for the model.
    private async Task<bool> FetchAsync()
    {
        var came = true;
        foreach (var model in _wanted)
            came &= await _models.FetchAsync(model, this, _stop.Token);
        return came;
    }

    private async Task AnnounceAsync()
    {
        await Task.WhenAny(_begun.Task, _fetching, Task.Delay(PatienceBefore, _time, _stop.Token));
        if (_begun.Task.IsCompleted)
            Say(Announcement);
    }

    private async Task ShowRestAsync()
    {
        if (_wanted.Count == 0)
            return;
        if (!_fetching.IsCompleted)
        {
            await Task.WhenAny(_begun.Task, _fetching);
            if (_begun.Task.IsCompleted)
                Say(Announcement + " Ctrl-C stops it; it goes on at the next use.");
            _stop.CancelAfter(PatienceAfter);
            var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(_context.Terminal.Error) });
            await PullDisplay.ShowBarAsync(console, _wanted[0], bar =>
            {
                _bar = bar;
                return EndedAsync();
            });
            _bar = null;
        }
        if (await EndedAsync())
            Say($"{_wanted[0].Name} is here; from the next question on it helps to search.");
    }

    private CatalogueModel? Accepted()
    {
        if (!IsAttended || _models.ChatToOffer() is not { } chat)
            return null;
        _models.RememberAsking();
        _context.Terminal.Error.Write($"Answers are quoted so far. Download {chat.Name} ({ByteText.Of(chat.Bytes)}), which writes them in its own words? (Asked once; 'paperbot models pull {chat.Name}' does it later.) [y/N] ");
        return Console.In.ReadLine()?.Trim().ToUpperInvariant() is "Y" or "YES" ? chat : null;
    }

    private async Task PullAsync(CatalogueModel chat, CancellationToken cancellationToken)
    {
        await PullDisplay.ShowAsync(_context.Terminal, chat, progress => _context.Get<PullModel>().RunAsync(chat, progress, cancellationToken));
        _context.Get<UseModel>().UnlessChosen(chat);
        Say($"{chat.Name} writes from the next question on.");
    }

    private void Say(string line) => _context.Terminal.Error.WriteLine(Terminal.Printable(line));

    private async Task<bool> EndedAsync()
    {
        try
        {
            return await _fetching;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
