using LLama.Native;
using PaperBot.LLama.Embedding;
using PaperBot.Models;

namespace PaperBot.LLama.Reranking;

/// <summary>Scores how well documents answer a query with a model that reads both together. Any number of callers at once.</summary>
/// <param name="longest">Tokens of query and document together; the document is cut first, the query only beyond half of them.</param>
internal sealed class CrossEncoder(EncoderLoop loop, TextTokenizer tokenizer, PairFormat format, int longest) : IReranker
{
    /// <inheritdoc />
    /// <exception cref="ModelUnavailableException">The model failed.</exception>
    /// <exception cref="ObjectDisposedException">It was closed meanwhile.</exception>
    public async Task<IReadOnlyList<double>> ScoreAsync(string query, IReadOnlyList<string> documents, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(documents);
        var pairs = await Task.Run(() => Pairs(query, documents, cancellationToken), cancellationToken).ConfigureAwait(false);
        var rows = await loop.EncodeAsync(pairs, EncoderPriority.Query, cancellationToken).ConfigureAwait(false);
        return [.. rows.Select(row => (double)row[0])];
    }

    public void Dispose() => loop.Dispose();

    private LLamaToken[][] Pairs(string query, IReadOnlyList<string> documents, CancellationToken cancellationToken)
    {
        var room = longest - format.Length;
        var asked = tokenizer.Plain(query, room / 2);
        var pairs = new LLamaToken[documents.Count][];
        for (var i = 0; i < pairs.Length; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            pairs[i] = [.. format.Before, .. asked, .. format.Between, .. tokenizer.Plain(documents[i], room - asked.Length), .. format.After];
        }
        return pairs;
    }
}
