using PaperBot.Papers;
using PaperBot.Qdrant.Server;
using PaperBot.Retrieval.Indexing;

namespace PaperBot.Qdrant;

/// <summary>What the tests begin with.</summary>
internal static class Given
{
    /// <summary>Options for a server; pauses are short, since it is on this machine.</summary>
    public static QdrantOptions Options(string address, Action<QdrantOptions>? change = null)
    {
        var options = new QdrantOptions { Address = address, Prefix = "test-" + Guid.NewGuid().ToString("n"), ConnectSeconds = 10, PauseSeconds = 1 };
        change?.Invoke(options);
        return options;
    }

    public static QdrantPaperIndex Index(QdrantOptions options, TimeProvider? time = null) => new(options, new IndexOptions(), time ?? TimeProvider.System);

    public static QdrantPaperIndex Index(FakeQdrant server, Action<QdrantOptions>? change = null) => Index(Options(server.Address, change));

    public static IndexedPaper Paper(string id, string title, float[]? vector = null) => new(new Paper { Id = id, Title = title }, null, [], vector ?? []);

    public static Task<IReadOnlyList<IndexHit>> FindAsync(this IPaperIndex index, params string[] terms) =>
        index.SearchAsync(new IndexQuery { Terms = terms, Limit = 1000 }, CancellationToken.None);
}
