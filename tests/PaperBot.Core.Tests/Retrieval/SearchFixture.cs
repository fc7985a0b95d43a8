using Microsoft.Extensions.Options;
using PaperBot.Library;
using PaperBot.Papers;
using PaperBot.Retrieval.Embedding;
using PaperBot.Retrieval.Indexing;
using PaperBot.Testing;

namespace PaperBot.Retrieval;

/// <summary>A library of a few papers in a temporary folder, indexed, with the real embedder.</summary>
internal sealed class SearchFixture : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("paperbot-search-");

    public SearchFixture(params Paper[] papers)
        : this(papers.Select(paper => (paper, (Listing?)null)).ToArray())
    {
    }

    public SearchFixture((Paper Paper, Listing? Listing)[] papers)
    {
        Library = new PaperLibrary(Options.Create(new LibraryOptions { Path = _folder.FullName }));
        Library.Store(papers);
        Index = new MemoryPaperIndex();
        Index.UpsertAsync(
            [.. Library.ReadAll().Select(stored => new IndexedPaper(stored.Paper, stored.Upvotes, [.. stored.Listings.Select(listing => listing.Source)], Table.Embed(IndexedText.Of(stored.Paper))) { VectorSpace = StaticEmbedder.SpaceId })],
            1,
            CancellationToken.None).GetAwaiter().GetResult();
    }

    public static StaticTable Table { get; } = StaticTable.Load(Path.Combine(Repository.Root, "models", "science-static.bin"));

    public static StaticEmbedder Embedder { get; } = new(Table);

    /// <summary>18 June 2025.</summary>
    public static TimeProvider Clock { get; } = new FixedClock();

    public PaperLibrary Library { get; }

    public MemoryPaperIndex Index { get; }

    public PaperSearch Search => new(Library, Index, Embedder, clock: Clock);

    public Task<RetrievalResult> FindAsync(string text, PaperFilter? filter = null, int limit = 50) =>
        Search.RunAsync(new SearchRequest(text) { Filter = filter ?? PaperFilter.None, Limit = limit }, CancellationToken.None);

    public static Paper Paper(string id, string title, string text, string? published = null, string[]? authors = null, string[]? categories = null) => new()
    {
        Id = id,
        Title = title,
        Abstract = text,
        Published = published is null ? null : DateOnly.ParseExact(published, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
        Authors = authors ?? [],
        Categories = categories ?? [],
    };

    public void Dispose()
    {
        Library.Dispose();
        _folder.Delete(recursive: true);
    }

    private sealed class FixedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2025, 6, 18, 12, 0, 0, TimeSpan.Zero);
    }
}
