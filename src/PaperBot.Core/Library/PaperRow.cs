using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Data.Sqlite;
using PaperBot.Papers;

namespace PaperBot.Library;

/// <summary>A row of <c>papers</c>.</summary>
internal sealed record PaperRow(Paper Paper, long Number, long Revision)
{
    public const string Columns = "p.id, p.title, p.abstract, p.origin, p.authors, p.author_count, p.published, p.categories, p.url, p.revision, p.number";

    public static PaperRow? First(SqliteCommand command)
    {
        using var reader = command.ExecuteReader();
        return reader.Read() ? Read(reader) : null;
    }

    public static List<PaperRow> All(SqliteCommand command)
    {
        using var reader = command.ExecuteReader();
        var rows = new List<PaperRow>();
        while (reader.Read())
            rows.Add(Read(reader));
        return rows;
    }

    /// <summary>The rows with their listings.</summary>
    public static List<StoredPaper> WithListings(LibrarySession session, List<PaperRow> rows) =>
        rows.ConvertAll(row => new StoredPaper(row.Paper, row.Revision, Listings(session, row.Number)));

    public static List<Listing> Listings(LibrarySession session, long number)
    {
        var command = session.Prepare("SELECT source, day, rank, upvotes FROM listings WHERE number = $number ORDER BY day, source", ("$number", number));
        using var reader = command.ExecuteReader();
        var listings = new List<Listing>();
        while (reader.Read())
            listings.Add(new Listing(reader.GetString(0), Day(reader.GetString(1)), reader.GetInt32(2), reader.IsDBNull(3) ? null : reader.GetInt32(3)));
        return listings;
    }

    public static string? Text(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string Text(IReadOnlyList<string> names) =>
        names.Count == 0 ? "[]" : JsonSerializer.Serialize(names as string[] ?? [.. names], NamesJson.Readable.StringArray);

    private static PaperRow Read(SqliteDataReader reader) => new(
        new Paper
        {
            Id = reader.GetString(0),
            Title = reader.GetString(1),
            Abstract = reader.GetString(2),
            Origin = (TextOrigin)reader.GetInt32(3),
            Authors = Names(reader.GetString(4)),
            AuthorCount = reader.IsDBNull(5) ? null : reader.GetInt32(5),
            Published = reader.IsDBNull(6) ? null : Day(reader.GetString(6)),
            Categories = Names(reader.GetString(7)),
            Url = reader.IsDBNull(8) ? null : reader.GetString(8),
        },
        reader.GetInt64(10),
        reader.GetInt64(9));

    public static string[] Names(string json) => json == "[]" ? [] : JsonSerializer.Deserialize(json, NamesJson.Readable.StringArray)!;

    public static DateOnly? Day(string text) => text.Length == 0 ? null : DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}

[JsonSerializable(typeof(string[]))]
internal sealed partial class NamesJson : JsonSerializerContext
{
    /// <summary>Keeps accents readable in the file.</summary>
    public static NamesJson Readable { get; } = new(new JsonSerializerOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
