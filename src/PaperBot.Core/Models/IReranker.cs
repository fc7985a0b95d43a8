namespace PaperBot.Models;

/// <summary>Scores how well texts answer a query, reading both together (a cross-encoder). Safe for concurrent callers.</summary>
public interface IReranker : IDisposable
{
    /// <summary>A score for each document in the order given, higher is better; comparable within one call only.</summary>
    Task<IReadOnlyList<double>> ScoreAsync(string query, IReadOnlyList<string> documents, CancellationToken cancellationToken);
}
