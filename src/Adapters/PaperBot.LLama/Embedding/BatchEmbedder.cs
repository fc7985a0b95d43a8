using LLama.Native;
using Microsoft.Extensions.AI;
using PaperBot.Models;

namespace PaperBot.LLama.Embedding;

/// <summary>Embeds texts with a model of this machine. Any number of callers at once; many texts a call are fastest.</summary>
internal sealed class BatchEmbedder(RunnableModel model, EncoderLoop loop, TextTokenizer tokenizer, int dimensions, int cut) : IEmbeddingGenerator<string, Embedding<float>>
{
    private readonly string _space = VectorSpace.NameOf(model, dimensions, loop.Pooling, cut);

    /// <inheritdoc />
    /// <exception cref="ModelUnavailableException">The model failed.</exception>
    /// <exception cref="ObjectDisposedException">It was closed meanwhile.</exception>
    public async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(values);
        var priority = ModelRequest.IsQuery(options) ? EncoderPriority.Query : ModelRequest.IsBulk(options) ? EncoderPriority.Bulk : EncoderPriority.Normal;
        var prefix = priority == EncoderPriority.Query ? model.QueryPrefix : model.DocumentPrefix;
        var texts = values.ToArray();
        var tokens = await Task.Run(() => Tokenize(prefix, texts, cancellationToken), cancellationToken).ConfigureAwait(false);
        var rows = await loop.EncodeAsync(tokens, priority, cancellationToken).ConfigureAwait(false);
        var result = new GeneratedEmbeddings<Embedding<float>>(rows.Length) { Usage = new UsageDetails { InputTokenCount = tokens.Sum(text => (long)text.Length) } };
        foreach (var row in rows)
            result.Add(new Embedding<float>(Normalized(row)) { ModelId = _space });
        return result;
    }

    public object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        if (serviceKey is not null)
            return null;
        if (serviceType == typeof(EmbeddingGeneratorMetadata))
            return new EmbeddingGeneratorMetadata(LLamaRuntime.RuntimeName, defaultModelId: _space, defaultModelDimensions: dimensions);
        return serviceType.IsInstanceOfType(this) ? this : null;
    }

    public void Dispose() => loop.Dispose();

    private LLamaToken[][] Tokenize(string prefix, string[] texts, CancellationToken cancellationToken)
    {
        var tokens = new LLamaToken[texts.Length][];
        for (var i = 0; i < texts.Length; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            tokens[i] = tokenizer.Whole(prefix + texts[i], cut);
        }
        return tokens;
    }

    private float[] Normalized(float[] row)
    {
        var squares = 0.0;
        foreach (var value in row)
            squares += (double)value * value;
        if (!double.IsFinite(squares) || squares == 0)
            throw new ModelUnavailableException($"{model.Name} gives vectors that cannot be used (without a length); its file is damaged.");
        var scale = 1 / Math.Sqrt(squares);
        for (var i = 0; i < row.Length; i++)
            row[i] = (float)(row[i] * scale);
        return row;
    }
}
