using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using PaperBot.Library;
using PaperBot.Models.Catalogue;
using PaperBot.Models.Hub;
using PaperBot.Sources;
using PaperBot.Sources.Files;
using PaperBot.Sources.Http;
using PaperBot.Testing;
using PaperBot.Testing.Fakes;

namespace PaperBot.Models;

/// <summary>Models as the executable composes them, against a fake hub and a clock that jumps over waits.</summary>
internal sealed class ModelBench : IAsyncDisposable
{
    public const string Repository = "maker/model-GGUF";

    private readonly TemporaryFolder _folder = new();
    private readonly Dictionary<string, string?> _settings = [];
    private ServiceProvider? _services;

    private ModelBench() => Hub = new FakeHub(Clock);

    public ManualTimeProvider Clock { get; } = new() { DelaysPassAtOnce = true };

    public FakeHub Hub { get; }

    /// <summary>Runtimes that are "loaded"; before the first use of the services.</summary>
    public List<IModelRuntime> Runtimes { get; } = [];

    /// <summary>Stands for the system's free space; before the first use of the services.</summary>
    public Func<string, long>? FreeBytes { get; set; }

    public string Folder => _folder.File("models");

    /// <summary>The only file of the hub at the start, 3 MB, called "small" in the catalogue.</summary>
    public FakeHubFile File { get; } = new(Repository, "small.gguf", FakeHubFile.SomeBytes(3_000_000, 1));

    public string Path => System.IO.Path.Combine(Folder, "small.gguf");

    public string PartPath => Path + ".part";

    public static async Task<ModelBench> StartAsync()
    {
        var bench = new ModelBench();
        await bench.Hub.StartAsync();
        bench.Hub.Files.Add(bench.File);
        bench.Set("Library:Path", bench._folder.File("library"));
        bench.Set("HuggingFace:BaseAddress", bench.Hub.Root);
        bench.Set("Models:Folder", bench.Folder);
        bench.Catalogue(Entry("small", "chat", "small.gguf"));
        return bench;
    }

    public static Dictionary<string, object> Entry(string name, string kind, string file) => new()
    {
        ["name"] = name,
        ["kind"] = kind,
        ["tier"] = "small",
        ["repository"] = Repository,
        ["revision"] = "main",
        ["file"] = file,
        ["licence"] = "MIT",
        ["bytes"] = 3_000_000,
        ["dimensions"] = 4,
        ["memoryGigabytes"] = 1,
    };

    /// <summary>Writes the catalogue; before the first use of the services.</summary>
    public void Catalogue(params Dictionary<string, object>[] models)
    {
        var path = _folder.File("catalogue.json");
        System.IO.File.WriteAllText(path, JsonSerializer.Serialize(new { models }));
        Set("Models:Catalogue", path);
    }

    /// <summary>A setting; before the first use of the services.</summary>
    public void Set(string name, object value) => _settings[name] = Convert.ToString(value, CultureInfo.InvariantCulture);

    public T Get<T>()
        where T : notnull => (_services ??= Build()).GetRequiredService<T>();

    /// <summary>The same installation in another process: services built anew.</summary>
    /// <param name="time">Another clock than the bench's.</param>
    public ServiceProvider Build(TimeProvider? time = null)
    {
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(_settings).Build());
        services.AddSingleton(time ?? Clock);
        services.AddPaperLibrary().AddFileSources().AddNetworkSources().AddModels();
        services.AddSingleton(new RetryJitter(1));
        if (FreeBytes is not null)
            services.AddSingleton(FreeBytes);
        foreach (var runtime in Runtimes)
            services.AddSingleton(runtime);
        return services.BuildServiceProvider();
    }

    public CatalogueModel Model(string name = "small") => Get<ModelCatalogue>().Find(name)!;

    public Task<PullResult> PullAsync(IProgress<PullProgress>? progress = null, CancellationToken cancellationToken = default) => Get<PullModel>().RunAsync(Model(), progress, cancellationToken);

    /// <summary>The message of a pull that must fail.</summary>
    public async Task<string> FailAsync() => (await Should.ThrowAsync<ModelUnavailableException>(() => PullAsync())).Message;

    /// <summary>Leaves the first <paramref name="bytes"/> of <paramref name="content"/> as an unfinished download of the hub's file.</summary>
    public void LeavePart(byte[] content, int bytes, string? etag = null)
    {
        Directory.CreateDirectory(Folder);
        System.IO.File.WriteAllBytes(PartPath, content[..bytes]);
        System.IO.File.WriteAllText(PartPath + ".json", JsonSerializer.Serialize(new { sha256 = File.Sha256, etag }));
    }

    /// <summary>Nothing but the whole file and its record is there.</summary>
    public void ShouldBeWhole()
    {
        System.IO.File.ReadAllBytes(Path).AsSpan().SequenceEqual(File.Content).ShouldBeTrue("the file is the hub's");
        Directory.EnumerateFiles(Folder).Select(System.IO.Path.GetFileName).Order().ShouldBe(["small.gguf", "small.gguf.json"]);
        Hub.Violations.ShouldBeEmpty();
    }

    public async ValueTask DisposeAsync()
    {
        if (_services is not null)
            await _services.DisposeAsync();
        await Hub.DisposeAsync();
        _folder.Dispose();
    }
}
