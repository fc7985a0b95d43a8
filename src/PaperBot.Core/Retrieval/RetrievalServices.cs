using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PaperBot.Library;
using PaperBot.Retrieval.Embedding;
using PaperBot.Retrieval.Indexing;
using PaperBot.Retrieval.Indexing.Embedded;
using PaperBot.Retrieval.Neural;
using PaperBot.Retrieval.Ranking;

namespace PaperBot.Retrieval;

/// <summary>Registers index, embedder and search.</summary>
public static class RetrievalServices
{
    public static IServiceCollection AddRetrieval(this IServiceCollection services)
    {
        services.AddOptions<RankingOptions>().BindConfiguration(RankingOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<RankingOptions>, RankingOptions.Validator>();
        services.AddOptions<NeuralRankingOptions>().BindConfiguration(NeuralRankingOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<NeuralRankingOptions>, NeuralRankingOptions.Validator>();
        services.AddOptions<RerankingOptions>().BindConfiguration(RerankingOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<RerankingOptions>, RerankingOptions.Validator>();
        services.AddOptions<NeuralOptions>().BindConfiguration(NeuralOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<NeuralOptions>, NeuralOptions.Validator>();
        services.AddOptions<EmbedderOptions>().BindConfiguration(EmbedderOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<EmbedderOptions>, EmbedderOptions.Validator>();
        services.AddOptions<IndexUpdateOptions>().BindConfiguration(IndexUpdateOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<IndexUpdateOptions>, IndexUpdateOptions.Validator>();
        services.AddOptions<IndexOptions>().BindConfiguration(IndexOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<IndexOptions>, IndexOptions.Validator>();
        services.AddSingleton(provider => new EmbeddedPaperIndex(
            Path.Combine(provider.GetRequiredService<PaperLibrary>().Folder, "index"),
            provider.GetRequiredService<IOptions<IndexOptions>>().Value,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetService<ILogger<EmbeddedPaperIndex>>()));
        services.AddSingleton<IPaperIndex>(provider => provider.GetRequiredService<EmbeddedPaperIndex>());
        services.AddSingleton<BuiltInEmbedder>();
        // No embedder when its table cannot be used: everything that takes one takes null for "BM25 alone".
        services.AddSingleton<IEmbeddingGenerator<string, Embedding<float>>>(provider =>
            provider.GetRequiredService<BuiltInEmbedder>().Table is { } table ? new StaticEmbedder(table) : null!);
        services.AddSingleton<NeuralEmbedder>();
        services.AddSingleton<NeuralSpace>();
        services.AddSingleton<EmbedLibrary>();
        services.AddSingleton<Reranking>();
        services.AddSingleton<IndexUpdater>();
        services.AddSingleton<LibraryReadiness>();
        services.AddSingleton(provider => new PaperSearch(
            provider.GetRequiredService<PaperLibrary>(),
            provider.GetRequiredService<IPaperIndex>(),
            provider.GetService<IEmbeddingGenerator<string, Embedding<float>>>(),
            provider.GetRequiredService<LibraryReadiness>(),
            provider.GetRequiredService<IOptions<RankingOptions>>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<BuiltInEmbedder>(),
            provider.GetRequiredService<NeuralSpace>(),
            provider.GetRequiredService<IOptions<NeuralRankingOptions>>(),
            provider.GetRequiredService<Reranking>()));
        services.AddSingleton<SimilarPapers>();
        return services;
    }
}
