using LLama;
using LLama.Native;
using PaperBot.LLama.Embedding;
using PaperBot.Models;

namespace PaperBot.LLama.Reranking;

/// <summary>Loads a reranker: its weights, its vocabulary, and the loop that computes.</summary>
internal static class RerankerLoader
{
    private const string RankPooling = "4";

    // Query and document of abstract's length; rerankers are trained on no more.
    private const int LongestPair = 512;

    /// <exception cref="ModelUnavailableException">It cannot be loaded; the message says why and what to do.</exception>
    public static Task<CrossEncoder> LoadAsync(RunnableModel model, EncoderFiles files, CancellationToken cancellationToken) =>
        files.LoadAsync(model, weights => OpenAsync(model, weights, files), cancellationToken);

    private static async Task<CrossEncoder> OpenAsync(RunnableModel model, LLamaWeights weights, EncoderFiles files)
    {
        if (!HasRankHead(weights))
            throw new ModelUnavailableException($"{model.Name} is no reranker: it has no head that gives a score. Choose a reranker.");
        var tokenizer = new TextTokenizer(weights.NativeHandle);
        var format = PairFormat.Of(model, weights, tokenizer);
        var longest = Math.Min(weights.ContextSize, model.Context ?? LongestPair);
        if (longest < format.Length + 2)
            throw new ModelUnavailableException($"{model.Name} reads {longest} tokens at most; that is too little for a query and a document.");
        return new CrossEncoder(await files.StartAsync(model, weights, LLamaPoolingType.Rank, longest, width: 1).ConfigureAwait(false), tokenizer, format, longest);
    }

    private static bool HasRankHead(LLamaWeights weights) =>
        weights.Metadata.GetValueOrDefault($"{weights.Metadata.GetValueOrDefault("general.architecture")}.pooling_type") == RankPooling;
}
