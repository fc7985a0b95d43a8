using LLama.Native;
using PaperBot.LLama.Embedding;
using PaperBot.Models;

namespace PaperBot.LLama.Reranking;

/// <summary>Loads a reranker: its weights, its vocabulary, and the loop that computes.</summary>
internal static class RerankerLoader
{
    // Query and document of abstract's length; rerankers are trained on no more.
    private const int LongestPair = 512;

    /// <exception cref="ModelUnavailableException">It cannot be loaded; the message says why and what to do.</exception>
    public static Task<CrossEncoder> LoadAsync(RunnableModel model, EncoderFiles files, CancellationToken cancellationToken) =>
        files.LoadAsync(model, loaded => OpenAsync(loaded, files), cancellationToken);

    private static async Task<CrossEncoder> OpenAsync(EncoderModel model, EncoderFiles files)
    {
        if (model.Header.Kind != ModelKind.Reranker)
            throw new ModelUnavailableException($"{model.Name} is no reranker: it has no head that gives a score. Choose a reranker.");
        var tokenizer = new TextTokenizer(model.Weights.NativeHandle);
        var format = PairFormat.Of(model.Model, model.Weights, tokenizer);
        var longest = Math.Min(model.Weights.ContextSize, model.Model.Context ?? LongestPair);
        if (longest < format.Length + 2)
            throw new ModelUnavailableException($"{model.Name} reads {longest} tokens at most; that is too little for a query and a document.");
        return new CrossEncoder(await files.StartAsync(model, LLamaPoolingType.Rank, longest, width: 1).ConfigureAwait(false), tokenizer, format, longest);
    }
}
