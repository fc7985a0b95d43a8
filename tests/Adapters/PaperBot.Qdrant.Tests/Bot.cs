using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using PaperBot.Adapters;
using PaperBot.Answering;
using PaperBot.Conversations;
using PaperBot.Diagnostics.Doctor;
using PaperBot.Library;
using PaperBot.Models;
using PaperBot.Papers;
using PaperBot.Prompts;
using PaperBot.Retrieval;
using PaperBot.Retrieval.Indexing;
using PaperBot.Sources;
using PaperBot.Sources.Files;
using PaperBot.Sources.Ingestion;
using PaperBot.Testing;

namespace PaperBot.Qdrant;

/// <summary>The bot as its executable puts it together, with this adapter, over a library in a folder of its own.</summary>
internal sealed class Bot : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly IHost _host;

    /// <param name="address">Where Qdrant is.</param>
    /// <param name="settings">More settings, <c>Section:Name</c>.</param>
    public Bot(string address, params IEnumerable<(string Name, string Value)> settings)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Library:Path"] = _folder.Path,
            ["Library:StarterFile"] = Path.Combine(Repository.Root, "data", "starter.jsonl"),
            ["Library:StarterFetchesDaily"] = "false",
            ["Embedder:TablePath"] = Path.Combine(Repository.Root, "models", "science-static.bin"),
            ["Prompts:Folder"] = Path.Combine(Repository.Root, "prompts"),
            ["Models:Folder"] = _folder.File("models"),
            ["Qdrant:Address"] = address,
            ["Qdrant:Prefix"] = "bot-" + Guid.NewGuid().ToString("n"),
            ["Qdrant:BatchSize"] = "16",
        });
        builder.Configuration.AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Name, (string?)setting.Value)));
        builder.Services.AddSingleton<TimeProvider>(Clock);
        builder.Services.AddSingleton(new AdapterStates([]));
        builder.Services.AddPaperLibrary().AddModels().AddPrompts().AddFileSources().AddNetworkSources().AddIngestion().AddRetrieval().AddAnswering().AddConversations().AddDoctor();
        new QdrantAdapter().Configure(builder);
        _host = builder.Build();
    }

    public ManualTimeProvider Clock { get; } = new() { DelaysPassAtOnce = true };

    public PaperLibrary Library => Get<PaperLibrary>();

    public IPaperIndex Index => Get<IPaperIndex>();

    public QdrantPaperIndex Qdrant => Get<QdrantPaperIndex>();

    public IndexUpdater Updater => Get<IndexUpdater>();

    public T Get<T>()
        where T : notnull => _host.Services.GetRequiredService<T>();

    /// <summary>Asks a question; fails unless it is answered.</summary>
    public async Task<Answer> AskAsync(string question)
    {
        AnswerUpdate? last = null;
        await foreach (var update in Get<AskQuestion>().RunAsync(new AskRequest(question), CancellationToken.None))
            last = update;
        return last.ShouldBeOfType<Completed>().Answer;
    }

    public void Add(string id, string title, string text) => Library.Store([(new Paper { Id = id, Title = title, Abstract = text }, null)]);

    public async Task<Finding> ExamineAsync() => await _host.Services.GetServices<IDoctorCheck>().Single(check => check.Area == "qdrant").RunAsync(CancellationToken.None);

    /// <summary>Lets time pass until the server is tried again.</summary>
    public void Wait() => Clock.Advance(TimeSpan.FromMinutes(1));

    public async ValueTask DisposeAsync()
    {
        await ((IAsyncDisposable)_host).DisposeAsync();
        _folder.Dispose();
    }
}
