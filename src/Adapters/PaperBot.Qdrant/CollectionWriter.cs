using PaperBot.Retrieval.Indexing;
using Qdrant.Client.Grpc;

namespace PaperBot.Qdrant;

/// <summary>Puts papers into a collection, in requests that may be sent twice.</summary>
/// <param name="collection">Name of the collection, or the alias.</param>
/// <param name="state">What it holds.</param>
internal sealed class CollectionWriter(QdrantConnection connection, QdrantOptions options, string collection, CollectionState state)
{
    private readonly PaperPoints _points = new(state.K1, state.B, state.MeanLength);

    /// <summary>Name of the collection, or the alias.</summary>
    public string Collection { get; } = collection;

    /// <summary>Adds papers that are to be seen from <paramref name="sequence"/> on, or replaces what is seen already.</summary>
    /// <param name="skipEqual">Leaves out papers that are there in just this form.</param>
    public async Task PutAsync(IEnumerable<IndexedPaper> papers, long sequence, bool skipEqual, CancellationToken cancellationToken)
    {
        foreach (var chunk in papers.Select(Fitting).Chunk(options.BatchSize))
        {
            var points = chunk.Select(_points.Of).ToList();
            var present = state.Papers == 0 && !skipEqual ? [] : await FieldsAsync(points.Select(point => point.Id), cancellationToken).ConfigureAwait(false);
            var request = new UpsertPoints { CollectionName = Collection, Wait = true };
            foreach (var point in points)
            {
                var (digest, seen) = present.GetValueOrDefault(point.Id.Uuid);
                if (skipEqual && digest == point.Payload[Names.Digest].StringValue && seen <= sequence)
                    continue;
                // What readers see already they go on to see: it only takes its new form.
                point.Payload[Names.Sequence] = digest is not null && seen <= state.Sequence ? seen : sequence;
                request.Points.Add(point);
            }
            if (request.Points.Count > 0)
                await connection.WriteAsync((client, call) => client.Points.UpsertAsync(request, call), cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Those of the papers that are not there in just this form.</summary>
    public async Task<IReadOnlyList<IndexedPaper>> DifferingAsync(IReadOnlyList<IndexedPaper> papers, CancellationToken cancellationToken)
    {
        var differing = new List<IndexedPaper>();
        foreach (var chunk in papers.Chunk(options.BatchSize))
        {
            var points = chunk.Select(paper => _points.Of(Fitting(paper))).ToList();
            var present = await FieldsAsync(points.Select(point => point.Id), cancellationToken).ConfigureAwait(false);
            differing.AddRange(chunk.Where((_, i) => present.GetValueOrDefault(points[i].Id.Uuid) is var (digest, seen)
                && (digest != points[i].Payload[Names.Digest].StringValue || seen > state.Sequence)));
        }
        return differing;
    }

    public async Task DeleteAsync(IEnumerable<string> pointIds, CancellationToken cancellationToken)
    {
        foreach (var chunk in pointIds.Distinct(StringComparer.Ordinal).Chunk(options.BatchSize))
        {
            var ids = new PointsIdsList { Ids = { chunk.Select(id => new PointId { Uuid = id }) } };
            var request = new DeletePoints { CollectionName = Collection, Wait = true, Points = new PointsSelector { Points = ids } };
            await connection.WriteAsync((client, call) => client.Points.DeleteAsync(request, call), cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Deletes the papers whose points are not among <paramref name="known"/>; returns how many.</summary>
    public async Task<int> DeleteOthersAsync(IReadOnlySet<string> known, CancellationToken cancellationToken)
    {
        var surplus = new List<string>();
        await foreach (var point in ScrollAsync(new Filter(), [], [], cancellationToken).ConfigureAwait(false))
        {
            if (point.Id.Uuid != Names.StatePoint.Uuid && !known.Contains(point.Id.Uuid))
                surplus.Add(point.Id.Uuid);
        }
        await DeleteAsync(surplus, cancellationToken).ConfigureAwait(false);
        return surplus.Count;
    }

    /// <summary>Copies the papers that readers see from another collection, without their dense vectors.</summary>
    public async Task CopyAsync(string from, long sequence, CancellationToken cancellationToken)
    {
        var reader = new CollectionWriter(connection, options, from, state);
        var request = new UpsertPoints { CollectionName = Collection, Wait = true };
        await foreach (var point in reader.ScrollAsync(PointFilters.Visible(sequence), null, [Names.Terms], cancellationToken).ConfigureAwait(false))
        {
            var copy = new PointStruct { Id = point.Id, Payload = { point.Payload }, Vectors = new Vectors { Vectors_ = new NamedVectors() } };
            copy.Payload[Names.Sequence] = 0;
            // It stood for the vector too.
            copy.Payload[Names.Digest] = "";
            if (point.Vectors?.Vectors?.Vectors.GetValueOrDefault(Names.Terms)?.GetSparseVector() is { } terms)
                copy.Vectors.Vectors_.Vectors.Add(Names.Terms, new Vector { Sparse = terms });
            request.Points.Add(copy);
            if (request.Points.Count < options.BatchSize)
                continue;
            await connection.WriteAsync((client, call) => client.Points.UpsertAsync(request, call), cancellationToken).ConfigureAwait(false);
            request.Points.Clear();
        }
        if (request.Points.Count > 0)
            await connection.WriteAsync((client, call) => client.Points.UpsertAsync(request, call), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Writes what the collection holds now, with the numbers counted.</summary>
    public async Task<CollectionState> CommitAsync(CollectionState next, CancellationToken cancellationToken)
    {
        next = next with
        {
            Papers = await CountAsync(PointFilters.Visible(next.Sequence), cancellationToken).ConfigureAwait(false),
            Termed = await CountAsync(new Filter { Must = { new Condition { HasVector = new HasVectorCondition { HasVector = Names.Terms } } } }, cancellationToken).ConfigureAwait(false),
        };
        await connection.WriteAsync((client, call) => client.Points.UpsertAsync(new UpsertPoints { CollectionName = Collection, Wait = true, Points = { next.ToPoint() } }, call), cancellationToken).ConfigureAwait(false);
        return next;
    }

    private async Task<int> CountAsync(Filter filter, CancellationToken cancellationToken)
    {
        var counted = await connection.WriteAsync((client, call) => client.Points.CountAsync(new CountPoints { CollectionName = Collection, Filter = filter, Exact = true }, call), cancellationToken).ConfigureAwait(false);
        return (int)counted.Result.Count;
    }

    private async Task<Dictionary<string, (string? Digest, long Sequence)>> FieldsAsync(IEnumerable<PointId> ids, CancellationToken cancellationToken)
    {
        var request = new GetPoints
        {
            CollectionName = Collection,
            Ids = { ids },
            WithPayload = new WithPayloadSelector { Include = new PayloadIncludeSelector { Fields = { Names.Digest, Names.Sequence } } },
        };
        var found = await connection.ReadAsync((client, call) => client.Points.GetAsync(request, call), cancellationToken).ConfigureAwait(false);
        return found.Result.ToDictionary(
            point => point.Id.Uuid,
            point => (point.Payload.TryGetValue(Names.Digest, out var digest) ? digest.StringValue : "", point.Payload.TryGetValue(Names.Sequence, out var sequence) ? sequence.IntegerValue : 0),
            StringComparer.Ordinal)!;
    }

    /// <summary>All points in order of their ids.</summary>
    /// <param name="fields">Of the payload; null for all.</param>
    private async IAsyncEnumerable<RetrievedPoint> ScrollAsync(Filter filter, string[]? fields, string[] vectors, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var request = new ScrollPoints
        {
            CollectionName = Collection,
            Filter = filter,
            Limit = (uint)options.BatchSize,
            WithPayload = fields is null ? new WithPayloadSelector { Enable = true } : new WithPayloadSelector { Enable = false },
            WithVectors = vectors.Length == 0 ? new WithVectorsSelector { Enable = false } : new WithVectorsSelector { Include = new VectorsSelector { Names = { vectors } } },
        };
        do
        {
            var page = await connection.ReadAsync((client, call) => client.Points.ScrollAsync(request, call), cancellationToken).ConfigureAwait(false);
            foreach (var point in page.Result)
                yield return point;
            request.Offset = page.NextPageOffset;
        }
        while (request.Offset is not null);
    }

    // A batch is of one space; a vector that is not of the collection's length belongs to another.
    private IndexedPaper Fitting(IndexedPaper paper) => paper.Vector.IsEmpty || paper.Vector.Length == state.Dimensions ? paper : paper with { Vector = default };
}
