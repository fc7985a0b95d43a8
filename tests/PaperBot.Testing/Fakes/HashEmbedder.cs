using System.Text;
using Microsoft.Extensions.AI;
using PaperBot.Models;

namespace PaperBot.Testing.Fakes;

/// <summary>
/// A "neural" embedder without a model: each word stands for a fixed direction, a text for the sum of its words. Texts of the same words are
/// near each other. Remembers what it was asked, and how.
/// </summary>
/// <param name="space">Name of its vector space.</param>
/// <param name="before">Runs before each call is answered; a test may hold a call up, or fail it.</param>
public sealed class HashEmbedder(string space = "hash-1/64", Func<HashEmbedder.Request, CancellationToken, Task>? before = null) : IEmbeddingGenerator<string, Embedding<float>>
{
    private const int Dimensions = 64;

    private readonly List<Request> _requests = [];

    /// <summary>A call: its texts, and whether it was for a query, or for documents in bulk.</summary>
    public sealed record Request(IReadOnlyList<string> Texts, bool IsQuery, bool IsBulk);

    /// <summary>All calls so far.</summary>
    public IReadOnlyList<Request> Requests
    {
        get
        {
            lock (_requests)
                return [.. _requests];
        }
    }

    /// <summary>True when it was disposed.</summary>
    public bool IsDisposed { get; private set; }

    public async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        var request = new Request([.. values], ModelRequest.IsQuery(options), ModelRequest.IsBulk(options));
        lock (_requests)
            _requests.Add(request);
        if (before is not null)
            await before(request, cancellationToken).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        return new GeneratedEmbeddings<Embedding<float>>(request.Texts.Select(text => new Embedding<float>(Embed(text))));
    }

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceType == typeof(EmbeddingGeneratorMetadata) ? new EmbeddingGeneratorMetadata("fake", defaultModelId: space, defaultModelDimensions: Dimensions) : null;

    public void Dispose() => IsDisposed = true;

    private static float[] Embed(string text)
    {
        var vector = new float[Dimensions];
        foreach (var word in text.ToLowerInvariant().Split([' ', '.', ',', '?'], StringSplitOptions.RemoveEmptyEntries))
        {
            // FNV-1a, then a xorshift from it: the same on every machine.
            var state = Encoding.UTF8.GetBytes(word).Aggregate(14695981039346656037ul, (hash, letter) => (hash ^ letter) * 1099511628211ul);
            for (var i = 0; i < Dimensions; i++)
            {
                state ^= state << 13;
                state ^= state >> 7;
                state ^= state << 17;
                vector[i] += (state & 1) == 0 ? 1 : -1;
            }
        }
        var length = MathF.Sqrt(vector.Sum(value => value * value));
        return length == 0 ? vector : [.. vector.Select(value => value / length)];
    }
}
