using Google.Protobuf.Collections;
using Qdrant.Client.Grpc;

namespace PaperBot.Qdrant;

/// <summary>What a collection holds, kept in a point of its own beside the papers.</summary>
/// <param name="K1">BM25's k1 in its sparse vectors.</param>
/// <param name="B">BM25's b in them.</param>
/// <param name="MeanLength">Mean number of terms of a paper in them.</param>
/// <param name="Space">Space of its dense vectors; null when it has none.</param>
/// <param name="Dimensions">Of the dense vectors; 0 without.</param>
internal sealed record CollectionState(double K1, double B, double MeanLength, string? Space, int Dimensions)
{
    /// <summary>Number of this form of points; one of another number is built anew.</summary>
    private const int Layout = 1;

    /// <summary>Library revision up to which it is complete.</summary>
    public long Revision { get; init; }

    /// <summary>Points of a later sequence belong to a batch that is not complete.</summary>
    public long Sequence { get; init; }

    /// <summary>Number of complete papers.</summary>
    public int Papers { get; init; }

    /// <summary>Number of points with terms: the N of the server's IDF.</summary>
    public int Termed { get; init; }

    /// <summary>What the latest comparison with the library found.</summary>
    public string? Note { get; init; }

    /// <summary>True when papers of this state can be put into a collection of <paramref name="other"/>.</summary>
    public bool Fits(CollectionState other) => K1 == other.K1 && B == other.B && Space == other.Space && Dimensions == other.Dimensions;

    public PointStruct ToPoint()
    {
        var point = new PointStruct { Id = Names.StatePoint, Vectors = new Vectors { Vectors_ = new NamedVectors() } };
        point.Payload["layout"] = Layout;
        point.Payload["k1"] = K1;
        point.Payload["b"] = B;
        point.Payload["meanLength"] = MeanLength;
        point.Payload["dimensions"] = Dimensions;
        point.Payload["revision"] = Revision;
        point.Payload["lastSequence"] = Sequence;
        point.Payload["papers"] = Papers;
        point.Payload["termed"] = Termed;
        if (Space is not null)
            point.Payload["space"] = Space;
        if (Note is not null)
            point.Payload["note"] = Note;
        return point;
    }

    /// <summary>Null when it is of another layout or damaged.</summary>
    public static CollectionState? From(MapField<string, Value> payload) =>
        Whole(payload, "layout") != Layout || Number(payload, "k1") is not { } k1 || Number(payload, "b") is not { } b || Number(payload, "meanLength") is not { } mean ? null
        : new CollectionState(k1, b, mean, Text(payload, "space"), (int)Whole(payload, "dimensions"))
        {
            Revision = Whole(payload, "revision"),
            Sequence = Whole(payload, "lastSequence"),
            Papers = (int)Whole(payload, "papers"),
            Termed = (int)Whole(payload, "termed"),
            Note = Text(payload, "note"),
        };

    private static long Whole(MapField<string, Value> payload, string key) => payload.TryGetValue(key, out var value) ? value.IntegerValue : 0;

    private static double? Number(MapField<string, Value> payload, string key) =>
        !payload.TryGetValue(key, out var value) ? null : value.KindCase == Value.KindOneofCase.IntegerValue ? value.IntegerValue : value.DoubleValue;

    private static string? Text(MapField<string, Value> payload, string key) => payload.TryGetValue(key, out var value) && value.HasStringValue ? value.StringValue : null;
}
