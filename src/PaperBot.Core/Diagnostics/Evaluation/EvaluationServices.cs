using Microsoft.Extensions.DependencyInjection;
using PaperBot.Diagnostics.Benchmarks;
using PaperBot.Retrieval.Embedding;
using PaperBot.Summaries;
using PaperBot.Summaries.Ranking;

namespace PaperBot.Diagnostics.Evaluation;

/// <summary>Registers measurements.</summary>
public static class EvaluationServices
{
    public static IServiceCollection AddEvaluation(this IServiceCollection services) =>
        services
            .AddSingleton<AnswerEvaluation>()
            .AddSingleton<EmbeddingBenchmark>()
            .AddSingleton<ModelBenchmark>()
            .AddSingleton<RetrievalEvaluation>()
            .AddSingleton(provider => new SummaryEvaluation(provider.GetRequiredService<BuiltInEmbedder>().Generator(), provider.GetRequiredService<SummarizePaper>()));
}
