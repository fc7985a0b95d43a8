namespace PaperBot.Qdrant;

/// <summary>What a comparison with the library found.</summary>
/// <param name="Papers">Papers of the library.</param>
/// <param name="Compared">Papers that were compared, some of them twice.</param>
/// <param name="Repaired">Papers that were missing or differed.</param>
/// <param name="Removed">Papers that the library does not have.</param>
internal sealed record ReconciliationReport(int Papers, int Compared, int Repaired, int Removed)
{
    public string Describe(DateTimeOffset at) => FormattableString.Invariant(
        $"compared with the library {at.UtcDateTime:yyyy-MM-dd HH:mm} UTC: {Compared:N0} of {Papers:N0} papers looked at, {(Repaired + Removed == 0 ? "nothing amiss" : $"{Repaired:N0} repaired, {Removed:N0} removed")}");
}
