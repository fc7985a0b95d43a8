using Microsoft.Extensions.AI;
using PaperBot.Models;
using PaperBot.Papers;

namespace PaperBot.Retrieval.Neural;

/// <summary>A loaded neural embedder with the stored vectors of its space.</summary>
internal sealed record NeuralVectors(IEmbeddingGenerator<string, Embedding<float>> Embedder, VectorStore Store)
{
    /// <summary>The unit vector of a question, as it was written.</summary>
    public async Task<ReadOnlyMemory<float>> EmbedQueryAsync(string text, CancellationToken cancellationToken) =>
        (await Embedder.GenerateAsync([text], ModelRequest.ForQuery(), cancellationToken).ConfigureAwait(false))[0].Vector;

    /// <summary>Embeds papers and stores their vectors; gives way to everything else the model is asked.</summary>
    public async Task EmbedAsync(IReadOnlyList<Paper> papers, CancellationToken cancellationToken)
    {
        var texts = papers.Select(VectorText.Of).ToList();
        var made = await Embedder.GenerateAsync(texts.SelectMany(text => text), ModelRequest.ForBulk(), cancellationToken).ConfigureAwait(false);
        var vectors = made.Select(embedding => embedding.Vector).ToList();
        var stored = new List<StoredVectors>(papers.Count);
        for (int i = 0, at = 0; i < papers.Count; at += texts[i].Count, i++)
            stored.Add(StoredVectors.Of(papers[i], vectors.GetRange(at, texts[i].Count)));
        Store.Put(stored);
    }

    /// <summary>Cosines of a question with each paper's sentences, for the papers that have vectors.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<double>> SentenceCosines(IEnumerable<Paper> papers, ReadOnlyMemory<float> query) =>
        Store.FindMany(papers).ToDictionary(pair => pair.Key, pair => (IReadOnlyList<double>)PackedVector.Cosines(pair.Value.Sentences, query.Span), StringComparer.Ordinal);
}
