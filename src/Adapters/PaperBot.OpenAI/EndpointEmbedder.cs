using System.Numerics.Tensors;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.AI;
using OpenAI.Embeddings;
using PaperBot.Models;
using EmbeddingGenerationOptions = Microsoft.Extensions.AI.EmbeddingGenerationOptions;

namespace PaperBot.OpenAI;

/// <summary>An embedder at an endpoint.</summary>
internal sealed class EndpointEmbedder : IEmbeddingGenerator<string, Embedding<float>>
{
    private readonly EmbeddingClient _client;
    private readonly Endpoint _endpoint;
    private readonly OpenAIOptions _options;
    private readonly EmbeddingGeneratorMetadata _metadata;

    private EndpointEmbedder(EmbeddingClient client, string model, Endpoint endpoint, OpenAIOptions options, int dimensions)
    {
        (_client, _endpoint, _options) = (client, endpoint, options);
        var prefixes = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(options.QueryPrefix + "\n" + options.DocumentPrefix)))[..8];
        _metadata = new EmbeddingGeneratorMetadata(OpenAIRuntime.RuntimeName, new Uri(endpoint.Address), $"openai/{model}/{dimensions}/{prefixes}", dimensions);
    }

    /// <summary>Asks the endpoint for one vector, to learn how long they are.</summary>
    /// <exception cref="ModelUnavailableException">It does not give one.</exception>
    public static async Task<EndpointEmbedder> ConnectAsync(EmbeddingClient client, string model, Endpoint endpoint, OpenAIOptions options, CancellationToken cancellationToken)
    {
        var probe = new EndpointEmbedder(client, model, endpoint, options, 0);
        var vectors = await probe.RequestAsync(["probe"], cancellationToken).ConfigureAwait(false);
        return new EndpointEmbedder(client, model, endpoint, options, vectors[0].Length);
    }

    public async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        var prefix = ModelRequest.IsQuery(options) ? _options.QueryPrefix : _options.DocumentPrefix;
        var result = new GeneratedEmbeddings<Embedding<float>>();
        foreach (var batch in values.Select(value => prefix + Cut(value)).Chunk(_options.EmbeddingBatch))
        {
            foreach (var vector in await RequestAsync(batch, cancellationToken).ConfigureAwait(false))
                result.Add(new Embedding<float>(vector) { ModelId = _metadata.DefaultModelId });
        }
        return result;
    }

    public object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        return serviceKey is not null ? null
            : serviceType == typeof(EmbeddingGeneratorMetadata) ? _metadata
            : serviceType.IsInstanceOfType(this) ? this : null;
    }

    public void Dispose()
    {
    }

    // Some endpoints refuse an empty text.
    private string Cut(string value) =>
        string.IsNullOrWhiteSpace(value) ? " ." : value.Length <= _options.EmbeddingLetters ? value : value[..(_options.EmbeddingLetters - (char.IsHighSurrogate(value[_options.EmbeddingLetters - 1]) ? 1 : 0))];

    private async Task<IReadOnlyList<float[]>> RequestAsync(string[] texts, CancellationToken cancellationToken)
    {
        try
        {
            var answer = (await _client.GenerateEmbeddingsAsync(texts, null, cancellationToken).ConfigureAwait(false)).Value;
            return answer.Count == texts.Length
                ? [.. answer.OrderBy(embedding => embedding.Index).Select(embedding => Unit(embedding.ToFloats().Span))]
                : throw new ModelUnavailableException($"The endpoint {_endpoint.Address} gave {answer.Count} vectors for {texts.Length} texts.");
        }
        catch (Exception error) when (Endpoint.IsFailure(error, cancellationToken))
        {
            throw _endpoint.Explain(error);
        }
    }

    private float[] Unit(ReadOnlySpan<float> vector)
    {
        var norm = TensorPrimitives.Norm(vector);
        if (!float.IsFinite(norm))
            throw new ModelUnavailableException($"The endpoint {_endpoint.Address} gave a vector that holds no numbers.");
        var unit = new float[vector.Length];
        if (norm > 0)
            TensorPrimitives.Divide(vector, norm, unit);
        return unit;
    }
}
