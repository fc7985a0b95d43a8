using PaperBot.Qdrant.Server;
using PaperBot.Retrieval.Indexing;
using PaperBot.Testing;

namespace PaperBot.Qdrant;

/// <summary>What every index does, over gRPC; with <c>QDRANT_URL</c> set, against that server.</summary>
public class QdrantPaperIndexTests : PaperIndexConformance, IAsyncLifetime
{
    private static readonly string? RealServer = Environment.GetEnvironmentVariable("QDRANT_URL") is { Length: > 0 } url ? url : null;

    private readonly List<QdrantPaperIndex> _indexes = [];
    private FakeQdrant? _server;
    private QdrantOptions? _options;

    public async Task InitializeAsync() => _server = RealServer is null ? await FakeQdrant.StartedAsync() : null;

    public async Task DisposeAsync()
    {
        if (RealServer is not null && _indexes.Count > 0)
            await _indexes[0].ClearAsync(CancellationToken.None);
        _indexes.ForEach(index => index.Dispose());
        if (_server is not null)
            await _server.DisposeAsync();
    }

    protected override Task<IPaperIndex> CreateAsync()
    {
        _options = Given.Options(RealServer ?? _server!.Address, Change);
        return Task.FromResult(Open());
    }

    protected override Task<IPaperIndex> ReopenAsync(IPaperIndex index) => Task.FromResult(Open());

    private protected virtual void Change(QdrantOptions options)
    {
    }

    private IPaperIndex Open()
    {
        _indexes.Add(Given.Index(_options!));
        return _indexes[^1];
    }
}

/// <summary>The same in many small requests and with quantized vectors.</summary>
public sealed class SmallRequestsTests : QdrantPaperIndexTests
{
    private protected override void Change(QdrantOptions options) =>
        (options.BatchSize, options.Quantize, options.HnswM, options.HnswEfConstruct, options.HnswEf, options.OnDisk) = (3, true, 16, 64, 128, true);
}
