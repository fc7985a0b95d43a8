using Google.Protobuf.Collections;
using Qdrant.Client.Grpc;

namespace PaperBot.Qdrant.Server;

/// <summary>Filters as the server understands them: a condition on a field holds when any of its values fits.</summary>
internal static class PointFilter
{
    public static bool Matches(Filter? filter, StoredPoint point) => filter is null || Matches(filter, point, point.Payload);

    private static bool Matches(Filter filter, StoredPoint? point, MapField<string, Value> payload) =>
        filter.Must.All(condition => Holds(condition, point, payload))
        && !filter.MustNot.Any(condition => Holds(condition, point, payload))
        && (filter.Should.Count == 0 || filter.Should.Any(condition => Holds(condition, point, payload)))
        && (filter.MinShould is not { } some || (ulong)some.Conditions.Count(condition => Holds(condition, point, payload)) >= some.MinCount);

    private static bool Holds(Condition condition, StoredPoint? point, MapField<string, Value> payload) => condition.ConditionOneOfCase switch
    {
        Condition.ConditionOneOfOneofCase.Field => Holds(condition.Field, payload),
        Condition.ConditionOneOfOneofCase.Filter => Matches(condition.Filter, point, payload),
        Condition.ConditionOneOfOneofCase.HasId => point is not null && condition.HasId.HasId.Any(id => StoredPoint.KeyOf(id) == point.Key),
        Condition.ConditionOneOfOneofCase.HasVector => point is not null && (point.Dense.ContainsKey(condition.HasVector.HasVector) || point.Sparse.ContainsKey(condition.HasVector.HasVector)),
        Condition.ConditionOneOfOneofCase.IsEmpty => !Values(payload, condition.IsEmpty.Key).Any(),
        Condition.ConditionOneOfOneofCase.Nested => Values(payload, condition.Nested.Key)
            .Any(value => value.KindCase == Value.KindOneofCase.StructValue && Matches(condition.Nested.Filter, null, value.StructValue.Fields)),
        _ => throw FakeStorage.Wrong($"this server does not know the condition {condition.ConditionOneOfCase}"),
    };

    private static bool Holds(FieldCondition field, MapField<string, Value> payload)
    {
        if (field.Key.Length == 0 || (field.Match is null && field.Range is null && field.ValuesCount is null))
            throw FakeStorage.Wrong("Malformed FieldCondition type");
        var values = Values(payload, field.Key).ToList();
        return (field.Match is null || values.Exists(value => Fits(field.Match, value)))
            && (field.Range is null || values.Exists(value => Fits(field.Range, value)))
            && (field.ValuesCount is not { } count || (!count.HasGte || (ulong)values.Count >= count.Gte) && (!count.HasLte || (ulong)values.Count <= count.Lte));
    }

    private static bool Fits(Match match, Value value) => match.MatchValueCase switch
    {
        Match.MatchValueOneofCase.Keyword => value.HasStringValue && value.StringValue == match.Keyword,
        Match.MatchValueOneofCase.Keywords => value.HasStringValue && match.Keywords.Strings.Contains(value.StringValue),
        Match.MatchValueOneofCase.Integer => value.HasIntegerValue && value.IntegerValue == match.Integer,
        Match.MatchValueOneofCase.Integers => value.HasIntegerValue && match.Integers.Integers.Contains(value.IntegerValue),
        Match.MatchValueOneofCase.Boolean => value.HasBoolValue && value.BoolValue == match.Boolean,
        _ => throw FakeStorage.Wrong($"this server does not know the match {match.MatchValueCase}"),
    };

    private static bool Fits(global::Qdrant.Client.Grpc.Range range, Value value)
    {
        if (!value.HasIntegerValue && !value.HasDoubleValue)
            return false;
        var number = value.HasIntegerValue ? value.IntegerValue : value.DoubleValue;
        return (!range.HasGte || number >= range.Gte) && (!range.HasGt || number > range.Gt) && (!range.HasLte || number <= range.Lte) && (!range.HasLt || number < range.Lt);
    }

    // "a.b" and "a[].b"; an array stands for its elements.
    private static IEnumerable<Value> Values(MapField<string, Value> payload, string path)
    {
        var parts = path.Split('.', 2);
        if (!payload.TryGetValue(parts[0].EndsWith("[]", StringComparison.Ordinal) ? parts[0][..^2] : parts[0], out var found))
            yield break;
        foreach (var value in found.KindCase == Value.KindOneofCase.ListValue ? found.ListValue.Values : [found])
        {
            if (value.KindCase == Value.KindOneofCase.NullValue)
                continue;
            if (parts.Length == 1)
                yield return value;
            else if (value.KindCase == Value.KindOneofCase.StructValue)
            {
                foreach (var inner in Values(value.StructValue.Fields, parts[1]))
                    yield return inner;
            }
        }
    }
}
