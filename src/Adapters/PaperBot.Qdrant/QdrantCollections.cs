using Qdrant.Client.Grpc;

namespace PaperBot.Qdrant;

/// <summary>The collections of one library, and the alias that names the one in service.</summary>
internal sealed class QdrantCollections(QdrantConnection connection, QdrantOptions options)
{
    /// <summary>What readers name.</summary>
    public string Alias { get; } = options.Prefix;

    // No prefix can hold the dot, so that no library takes another's collections for its own.
    private string NamePrefix => options.Prefix + ".";

    /// <summary>The collection in service; null when there is none.</summary>
    public async Task<string?> InServiceAsync(CancellationToken cancellationToken)
    {
        var aliases = await connection.ReadAsync((client, call) => client.Collections.ListAliasesAsync(new ListAliasesRequest(), call), cancellationToken).ConfigureAwait(false);
        return aliases.Aliases.FirstOrDefault(alias => alias.AliasName == Alias)?.CollectionName;
    }

    /// <summary>Makes an empty collection for what <paramref name="state"/> says.</summary>
    public async Task<string> CreateAsync(CollectionState state, CancellationToken cancellationToken)
    {
        var name = NamePrefix + Guid.CreateVersion7().ToString("n");
        await connection.WriteAsync((client, call) => client.Collections.CreateAsync(Layout(name, state), call), cancellationToken).ConfigureAwait(false);
        await IndexFieldAsync(name, Names.Day, FieldType.Integer, cancellationToken).ConfigureAwait(false);
        await IndexFieldAsync(name, Names.Upvotes, FieldType.Integer, cancellationToken).ConfigureAwait(false);
        await IndexFieldAsync(name, Names.Sequence, FieldType.Integer, cancellationToken).ConfigureAwait(false);
        await IndexFieldAsync(name, Names.Sources, FieldType.Keyword, cancellationToken).ConfigureAwait(false);
        await IndexFieldAsync(name, Names.Categories, FieldType.Keyword, cancellationToken).ConfigureAwait(false);
        await IndexFieldAsync(name, $"{Names.Authors}[].{Names.Words}", FieldType.Keyword, cancellationToken).ConfigureAwait(false);
        await WriteStateAsync(name, state, cancellationToken).ConfigureAwait(false);
        return name;
    }

    /// <summary>A collection that an interrupted rebuild left and that fits; null when there is none.</summary>
    public async Task<(string Name, CollectionState State)?> UnfinishedAsync(CollectionState wanted, CancellationToken cancellationToken)
    {
        var serving = await InServiceAsync(cancellationToken).ConfigureAwait(false);
        foreach (var name in await AllAsync(cancellationToken).ConfigureAwait(false))
        {
            if (name != serving && await ReadStateAsync(name, cancellationToken).ConfigureAwait(false) is { } state && state.Fits(wanted))
                return (name, state);
        }
        return null;
    }

    /// <summary>Null when the collection is missing or says nothing that can be read.</summary>
    public async Task<CollectionState?> ReadStateAsync(string collection, CancellationToken cancellationToken)
    {
        try
        {
            var request = new GetPoints { CollectionName = collection, Ids = { Names.StatePoint }, WithPayload = new WithPayloadSelector { Enable = true } };
            var found = await connection.ReadAsync((client, call) => client.Points.GetAsync(request, call), cancellationToken).ConfigureAwait(false);
            return found.Result is [var point, ..] ? CollectionState.From(point.Payload) : null;
        }
        catch (CollectionMissingException)
        {
            return null;
        }
    }

    public Task WriteStateAsync(string collection, CollectionState state, CancellationToken cancellationToken) =>
        connection.WriteAsync((client, call) => client.Points.UpsertAsync(new UpsertPoints { CollectionName = collection, Wait = true, Points = { state.ToPoint() } }, call), cancellationToken);

    /// <summary>Lets readers go over to a collection at one moment, and deletes all others of this library.</summary>
    public async Task PutInServiceAsync(string collection, CancellationToken cancellationToken)
    {
        var change = new ChangeAliases();
        if (await InServiceAsync(cancellationToken).ConfigureAwait(false) is not null)
            change.Actions.Add(new AliasOperations { DeleteAlias = new DeleteAlias { AliasName = Alias } });
        change.Actions.Add(new AliasOperations { CreateAlias = new CreateAlias { AliasName = Alias, CollectionName = collection } });
        await connection.WriteAsync((client, call) => client.Collections.UpdateAliasesAsync(change, call), cancellationToken).ConfigureAwait(false);
        await DeleteAllAsync(collection, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Deletes the collections of this library.</summary>
    /// <param name="but">One that stays; null for none, and then the alias goes too.</param>
    public async Task DeleteAllAsync(string? but, CancellationToken cancellationToken)
    {
        if (but is null && await InServiceAsync(cancellationToken).ConfigureAwait(false) is not null)
        {
            var change = new ChangeAliases { Actions = { new AliasOperations { DeleteAlias = new DeleteAlias { AliasName = Alias } } } };
            await connection.WriteAsync((client, call) => client.Collections.UpdateAliasesAsync(change, call), cancellationToken).ConfigureAwait(false);
        }
        foreach (var name in (await AllAsync(cancellationToken).ConfigureAwait(false)).Where(name => name != but))
            await connection.WriteAsync((client, call) => client.Collections.DeleteAsync(new DeleteCollection { CollectionName = name }, call), cancellationToken).ConfigureAwait(false);
    }

    private async Task<IReadOnlyList<string>> AllAsync(CancellationToken cancellationToken)
    {
        var all = await connection.ReadAsync((client, call) => client.Collections.ListAsync(new ListCollectionsRequest(), call), cancellationToken).ConfigureAwait(false);
        return [.. all.Collections.Select(collection => collection.Name).Where(name => name.StartsWith(NamePrefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
    }

    private Task<PointsOperationResponse> IndexFieldAsync(string collection, string field, FieldType type, CancellationToken cancellationToken) => connection.WriteAsync(
        (client, call) => client.Points.CreateFieldIndexAsync(new CreateFieldIndexCollection { CollectionName = collection, FieldName = field, FieldType = type, Wait = true }, call), cancellationToken);

    private CreateCollection Layout(string name, CollectionState state)
    {
        var collection = new CreateCollection
        {
            CollectionName = name,
            // Statistics of terms are kept by shard; of several, each would weigh terms in its own way.
            ShardNumber = 1,
            SparseVectorsConfig = new SparseVectorConfig { Map = { [Names.Terms] = new SparseVectorParams { Modifier = Modifier.Idf, Index = new SparseIndexConfig { OnDisk = options.OnDisk } } } },
        };
        if (state.Dimensions == 0)
            return collection;
        var dense = new VectorParams { Size = (ulong)state.Dimensions, Distance = Distance.Cosine, OnDisk = options.OnDisk, HnswConfig = new HnswConfigDiff { OnDisk = options.OnDisk } };
        if (options.HnswM > 0)
            dense.HnswConfig.M = (ulong)options.HnswM;
        if (options.HnswEfConstruct > 0)
            dense.HnswConfig.EfConstruct = (ulong)options.HnswEfConstruct;
        if (options.Quantize)
            dense.QuantizationConfig = new QuantizationConfig { Scalar = new ScalarQuantization { Type = QuantizationType.Int8, Quantile = 0.99f, AlwaysRam = true } };
        collection.VectorsConfig = new VectorsConfig { ParamsMap = new VectorParamsMap { Map = { [Names.Dense] = dense } } };
        return collection;
    }
}
