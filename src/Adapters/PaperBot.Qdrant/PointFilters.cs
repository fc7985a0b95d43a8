using PaperBot.Papers;
using PaperBot.Retrieval.Indexing;
using Qdrant.Client.Grpc;
using Range = Qdrant.Client.Grpc.Range;

namespace PaperBot.Qdrant;

/// <summary>Filters of papers as filters of points, with the same meaning.</summary>
internal static class PointFilters
{
    /// <summary>The points of papers that are complete.</summary>
    public static Filter Visible(long sequence) => new() { Must = { AtMost(Names.Sequence, sequence) } };

    /// <summary>The filter; null when no paper can pass it.</summary>
    public static Filter? Of(PaperFilter filter, long sequence)
    {
        var result = Visible(sequence);
        if (filter.From is not null || filter.To is not null)
        {
            var range = new Range();
            if (filter.From is { } from)
                range.Gte = PaperPoints.Number(from);
            if (filter.To is { } to)
                range.Lte = PaperPoints.Number(to);
            result.Must.Add(In(Names.Day, range));
        }
        if (filter.MinUpvotes is { } upvotes)
            result.Must.Add(In(Names.Upvotes, new Range { Gte = upvotes }));
        if (filter.PaperIds.Count > 0)
            result.Must.Add(HasId(filter.PaperIds.Select(Names.PointOf)));
        if (filter.Sources.Count > 0)
            result.Must.Add(AnyOf(Names.Sources, filter.Sources.Select(PaperPoints.Folded)));
        if (filter.Categories.Count > 0)
            result.Must.Add(AnyOf(Names.Categories, filter.Categories.Select(PaperPoints.Folded)));
        if (filter.Authors.Count == 0)
            return result;
        var authors = filter.Authors.Select(PersonName.Words).Where(words => words.Length > 0).Select(Author).ToList();
        if (authors.Count == 0)
            return null;
        result.Must.Add(new Condition { Filter = new Filter { Should = { authors } } });
        return result;
    }

    public static Condition HasId(IEnumerable<PointId> ids) => new() { HasId = new HasIdCondition { HasId = { ids } } };

    private static Condition Author(string[] words) => new()
    {
        Nested = new NestedCondition { Key = Names.Authors, Filter = new Filter { Must = { words.Distinct(StringComparer.Ordinal).Select(word => AnyOf(Names.Words, [word])) } } },
    };

    private static Condition AnyOf(string key, IEnumerable<string> values) => new()
    {
        Field = new FieldCondition { Key = key, Match = new Match { Keywords = new RepeatedStrings { Strings = { values } } } },
    };

    private static Condition AtMost(string key, double value) => In(key, new Range { Lte = value });

    private static Condition In(string key, Range range) => new() { Field = new FieldCondition { Key = key, Range = range } };
}
