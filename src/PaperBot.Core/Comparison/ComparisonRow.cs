namespace PaperBot.Comparison;

/// <summary>A row of a comparison that is to be filled.</summary>
/// <param name="Name">As shown.</param>
/// <param name="Aspect">What it means; null for one in a user's own words.</param>
/// <param name="Terms">Stems of such words.</param>
/// <param name="Vector">Their unit vector; empty without an embedder.</param>
internal sealed record ComparisonRow(string Name, Aspect? Aspect, IReadOnlySet<string> Terms, ReadOnlyMemory<float> Vector)
{
    public static ComparisonRow Of(Aspect aspect, string name) => new(name, aspect, new HashSet<string>(), default);
}
