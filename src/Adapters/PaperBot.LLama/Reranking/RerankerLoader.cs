using LLama;
using LLama.Native;
using PaperBot.LLama.Embedding;
using PaperBot.Models;
using PaperBot.Models.Gguf;

namespace PaperBot.LLama.Reranking;

/// <summary>Loads a reranker: its weights, its vocabulary, and the loop that computes.</summary>
internal static class RerankerLoader
{
    // Query and document of abstract's length; rerankers are trained on no more.
    private const int LongestPair = 512;

    /// <exception cref="ModelUnavailableException">It cannot be loaded; the message says why and what to do.</exception>
    public static Task<CrossEncoder> LoadAsync(RunnableModel model, EncoderFiles files, CancellationToken cancellationToken) =>
        files.LoadAsync(model, (weights, header) => OpenAsync(model, weights, header, files), cancellationToken);

    private static async Task<CrossEncoder> OpenAsync(RunnableModel model, LLamaWeights weights, GgufHeader header, EncoderFiles files)
    {
        if (header.Kind != ModelKind.Reranker)
            throw new ModelUnavailableException($"{model.Name} is no reranker: it has no head that gives a score. Choose a reranker.");
        var tokenizer = new TextTokenizer(weights.NativeHandle);
        var format = PairFormat.Of(model, weights, tokenizer);
        var longest = Math.Min(weights.ContextSize, model.Context ?? LongestPair);
        if (longest < format.Length + 2)
            throw new ModelUnavailableException($"{model.Name} reads {longest} tokens at most; that is too little for a query and a document.");
        return new CrossEncoder(await files.StartAsync(model, weights, LLamaPoolingType.Rank, longest, width: 1).ConfigureAwait(false), tokenizer, format, longest);
    }
}
