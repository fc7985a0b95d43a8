using LLama;
using LLama.Native;
using PaperBot.LLama.Embedding;
using PaperBot.Models;

namespace PaperBot.LLama.Reranking;

/// <summary>How a model wants a query and a document written as one text.</summary>
/// <param name="Before">Tokens before the query.</param>
/// <param name="Between">Tokens between query and document.</param>
/// <param name="After">Tokens after the document.</param>
internal sealed record PairFormat(LLamaToken[] Before, LLamaToken[] Between, LLamaToken[] After)
{
    private const string TemplateKey = "tokenizer.chat_template.rerank";
    private const string SeparatorKey = "tokenizer.ggml.add_sep_token";
    private const string Query = "{query}";
    private const string Document = "{document}";

    /// <summary>Tokens of its own.</summary>
    public int Length => Before.Length + Between.Length + After.Length;

    /// <summary>From the file's template for rerankers when it has one, else the special tokens of its vocabulary ([CLS] query [SEP] document [SEP]).</summary>
    /// <exception cref="ModelUnavailableException">Its template is of an unknown kind.</exception>
    public static PairFormat Of(RunnableModel model, LLamaWeights weights, TextTokenizer tokenizer)
    {
        if (weights.Metadata.GetValueOrDefault(TemplateKey) is not { } template)
            return new PairFormat(tokenizer.Before, [.. tokenizer.After, .. Separator(weights)], tokenizer.After);
        var (query, document) = (template.IndexOf(Query, StringComparison.Ordinal), template.IndexOf(Document, StringComparison.Ordinal));
        if (query < 0 || document < query)
            throw new ModelUnavailableException($"{model.Name} has a template for rerankers that PaperBot does not know. Choose another reranker.");
        return new PairFormat(
            tokenizer.Trusted(template[..query]),
            tokenizer.Trusted(template[(query + Query.Length)..document]),
            tokenizer.Trusted(template[(document + Document.Length)..]));
    }

    // RoBERTa's family wants an end token and a separator; in BERT's the separator is the end.
    private static LLamaToken[] Separator(LLamaWeights weights) =>
        weights.Metadata.GetValueOrDefault(SeparatorKey) == "true" && weights.Vocab.Type != LLamaVocabType.WordPiece && weights.Vocab.SEP is { } separator ? [separator] : [];
}
