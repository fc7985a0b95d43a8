using Google.Protobuf.Collections;
using Qdrant.Client.Grpc;

namespace PaperBot.Qdrant.Server;

/// <summary>One collection. Points of a request become visible one after the other.</summary>
internal sealed class FakeCollection
{
    private readonly Lock _lock = new();
    private readonly CreateCollection _configuration;
    private readonly Dictionary<string, StoredPoint> _points = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SparsePostings> _postings = new(StringComparer.Ordinal);
    private readonly Dictionary<string, PayloadSchemaType> _fields = new(StringComparer.Ordinal);
    private readonly MapField<string, VectorParams> _dense;
    private readonly MapField<string, SparseVectorParams> _sparse;
    private ulong _operations;

    public FakeCollection(CreateCollection configuration)
    {
        Validation.Check(configuration);
        _configuration = configuration;
        _dense = configuration.VectorsConfig?.ParamsMap?.Map ?? [];
        _sparse = configuration.SparseVectorsConfig?.Map ?? [];
        foreach (var (name, parameters) in _sparse)
            _postings.Add(name, new SparsePostings(parameters.Modifier == Modifier.Idf));
    }

    private PointsOperationResponse Done => new() { Result = new UpdateResult { OperationId = Interlocked.Increment(ref _operations), Status = UpdateStatus.Completed } };

    public CollectionInfo Describe()
    {
        lock (_lock)
        {
            var info = new CollectionInfo
            {
                Status = CollectionStatus.Green,
                OptimizerStatus = new OptimizerStatus { Ok = true },
                PointsCount = (ulong)_points.Count,
                Config = new CollectionConfig
                {
                    Params = new CollectionParams { ShardNumber = _configuration.ShardNumber, VectorsConfig = _configuration.VectorsConfig, SparseVectorsConfig = _configuration.SparseVectorsConfig },
                },
            };
            foreach (var (field, type) in _fields)
                info.PayloadSchema[field] = new PayloadSchemaInfo { DataType = type };
            return info;
        }
    }

    public PointsOperationResponse IndexField(CreateFieldIndexCollection request)
    {
        if (request.FieldName.Length == 0 || !request.HasFieldType)
            throw FakeStorage.Wrong("a field index needs a field and a type");
        lock (_lock)
        {
            _fields[request.FieldName] = request.FieldType switch
            {
                FieldType.Keyword => PayloadSchemaType.Keyword,
                FieldType.Integer => PayloadSchemaType.Integer,
                FieldType.Datetime => PayloadSchemaType.Datetime,
                FieldType.Float => PayloadSchemaType.Float,
                FieldType.Bool => PayloadSchemaType.Bool,
                _ => throw FakeStorage.Wrong("this server does not index that type"),
            };
        }
        return Done;
    }

    public PointsOperationResponse Upsert(UpsertPoints request)
    {
        var points = request.Points.Select(point => StoredPoint.Of(point, _dense, _sparse)).ToList();
        foreach (var point in points)
        {
            lock (_lock)
                Put(point);
        }
        return Done;
    }

    public PointsOperationResponse Delete(DeletePoints request)
    {
        lock (_lock)
        {
            var gone = request.Points?.PointsSelectorOneOfCase switch
            {
                PointsSelector.PointsSelectorOneOfOneofCase.Points => [.. request.Points.Points.Ids.Select(StoredPoint.KeyOf)],
                PointsSelector.PointsSelectorOneOfOneofCase.Filter => _points.Values.Where(point => PointFilter.Matches(request.Points.Filter, point)).Select(point => point.Key).ToList(),
                _ => throw FakeStorage.Wrong("PointsSelector is missing"),
            };
            gone.ForEach(Remove);
        }
        return Done;
    }

    public GetResponse Get(GetPoints request)
    {
        lock (_lock)
        {
            return new GetResponse
            {
                Result = { request.Ids.Select(StoredPoint.KeyOf).Distinct().Where(_points.ContainsKey).Select(key => _points[key].Retrieved(request.WithPayload, request.WithVectors, isDefault: true)) },
            };
        }
    }

    public ScrollResponse Scroll(ScrollPoints request)
    {
        var limit = request.HasLimit ? (int)request.Limit : 10;
        if (limit == 0)
            throw FakeStorage.Wrong("limit: value 0 invalid, must be 1 or larger");
        lock (_lock)
        {
            var from = request.Offset is null ? "" : StoredPoint.KeyOf(request.Offset);
            var found = _points.Values.Where(point => string.CompareOrdinal(point.Key, from) >= 0 && PointFilter.Matches(request.Filter, point))
                .OrderBy(point => point.Key, StringComparer.Ordinal).Take(limit + 1).ToList();
            var response = new ScrollResponse { Result = { found.Take(limit).Select(point => point.Retrieved(request.WithPayload, request.WithVectors, isDefault: true)) } };
            if (found.Count > limit)
                response.NextPageOffset = found[limit].Id;
            return response;
        }
    }

    public CountResponse Count(CountPoints request)
    {
        lock (_lock)
            return new CountResponse { Result = new CountResult { Count = (ulong)_points.Values.Count(point => PointFilter.Matches(request.Filter, point)) } };
    }

    public IReadOnlyList<ScoredPoint> Query(QueryPoints request)
    {
        Validation.Check(request);
        lock (_lock)
        {
            var search = new PointSearch(_points, _dense, _postings);
            var hits = search.Run(request.Prefetch, request.Query, request.Using, request.Filter, (int)(request.HasLimit ? request.Limit : 10) + (int)request.Offset);
            return [.. hits.Skip((int)request.Offset).Where(hit => !request.HasScoreThreshold || hit.Score >= request.ScoreThreshold)
                .Select(hit => hit.Point.Scored(hit.Score, request.WithPayload, request.WithVectors))];
        }
    }

    /// <summary>Changes points behind the back of everyone, as a damaged disk would: all of them in, what is to be there out.</summary>
    public void Tamper(Func<IReadOnlyList<StoredPoint>, IEnumerable<StoredPoint>> change)
    {
        lock (_lock)
        {
            var changed = change([.. _points.Values]).ToList();
            _points.Keys.ToList().ForEach(Remove);
            changed.ForEach(Put);
        }
    }

    private void Put(StoredPoint point)
    {
        Remove(point.Key);
        _points.Add(point.Key, point);
        foreach (var (name, vector) in point.Sparse)
            _postings[name].Add(point, vector);
    }

    private void Remove(string key)
    {
        if (!_points.Remove(key, out var point))
            return;
        foreach (var (name, vector) in point.Sparse)
            _postings[name].Remove(point, vector);
    }
}
