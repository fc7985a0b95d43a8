using Microsoft.Extensions.Options;
using PaperBot.Library;
using PaperBot.Models;
using PaperBot.Papers;
using PaperBot.Retrieval.Indexing;
using PaperBot.Retrieval.Indexing.Embedded;
using PaperBot.Retrieval.Neural;
using PaperBot.Sources.Ingestion;
using PaperBot.Sources.Starter;
using PaperBot.Testing;
using PaperBot.Testing.Fakes;

namespace PaperBot.Retrieval;

/// <summary>A library with an index of its own and a chosen neural embedder; <see cref="Open"/> gives what a process has of it.</summary>
internal sealed class NeuralFixture : IDisposable
{
    private readonly TemporaryLibrary _temporary = new(options => options.StarterFile = "none");
    private readonly List<NeuralProcess> _open = [];

    public NeuralFixture() => File.WriteAllText(ModelPath, "weights");

    public PaperLibrary Library => _temporary.Library;

    /// <summary>The chosen model's file.</summary>
    public string ModelPath => _temporary.Path("mini.gguf");

    /// <summary>The files of vectors.</summary>
    public string[] VectorFiles => Directory.Exists(IndexFolder) ? Directory.GetFiles(IndexFolder, "vectors-*.db") : [];

    private string IndexFolder => Path.Combine(_temporary.Library.Folder, "index");

    public void Store(params IEnumerable<Paper> papers) => Library.Store([.. papers.Select(paper => (paper, (Listing?)null))]);

    /// <summary>Another process with this embedder; null for one that cannot be loaded.</summary>
    public NeuralProcess Open(HashEmbedder? embedder, NeuralOptions? options = null, string runtime = "llama")
    {
        var process = new NeuralProcess(_temporary, IndexFolder, ModelPath, new FakeRuntime(embedder: embedder is null ? null : _ => embedder, name: runtime), options ?? new NeuralOptions { BatchSize = 4 });
        _open.Add(process);
        return process;
    }

    public void Dispose()
    {
        _open.ForEach(process => process.Dispose());
        _temporary.Dispose();
    }
}

/// <summary>The parts of one process.</summary>
internal sealed class NeuralProcess : IDisposable
{
    public NeuralProcess(TemporaryLibrary temporary, string indexFolder, string modelPath, IModelRuntime runtime, NeuralOptions options)
    {
        Index = new EmbeddedPaperIndex(indexFolder, new IndexOptions(), TimeProvider.System);
        var chosen = GivenModels.Chosen(Options.Create(new ModelOptions { Folder = temporary.Path("models"), Embedder = modelPath }));
        Space = new NeuralSpace(new NeuralEmbedder(chosen, [runtime]), temporary.Library);
        Updater = new IndexUpdater(temporary.Library, Index, Options.Create(new IndexUpdateOptions { BatchSize = 5 }), TimeProvider.System, SearchFixture.Embedder, neural: Space);
        Embed = new EmbedLibrary(Space, temporary.Library, Updater, Options.Create(options), TimeProvider.System);
        var starter = new StarterLibrary(temporary.Library, new IngestPapers(temporary.Library, [], temporary.Options, TimeProvider.System), temporary.Options, TimeProvider.System);
        Readiness = new LibraryReadiness(starter, Updater, Index, neural: Space, embed: Embed);
        Search = new PaperSearch(temporary.Library, Index, SearchFixture.Embedder, Readiness, clock: SearchFixture.Clock, neural: Space);
    }

    public EmbeddedPaperIndex Index { get; }

    public NeuralSpace Space { get; }

    public IndexUpdater Updater { get; }

    public EmbedLibrary Embed { get; }

    public LibraryReadiness Readiness { get; }

    public PaperSearch Search { get; }

    public Task<EmbeddingSummary> EmbedAsync(IProgress<EmbeddingProgress>? progress = null, CancellationToken cancellationToken = default) => Embed.RunAsync(progress, null, cancellationToken);

    public Task<RetrievalResult> FindAsync(string text) => Search.RunAsync(new SearchRequest(text), CancellationToken.None);

    public void Dispose()
    {
        Space.Dispose();
        Index.Dispose();
    }
}
