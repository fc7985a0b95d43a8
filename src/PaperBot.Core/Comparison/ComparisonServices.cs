using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PaperBot.Comparison.Generative;
using PaperBot.Retrieval.Embedding;
using PaperBot.Summaries.Ranking;

namespace PaperBot.Comparison;

/// <summary>Registers comparison.</summary>
public static class ComparisonServices
{
    public static IServiceCollection AddComparison(this IServiceCollection services)
    {
        services.AddOptions<ComparisonOptions>().BindConfiguration(ComparisonOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<ComparisonOptions>, ComparisonOptions.Validator>();
        services.AddSingleton<RowWriter>();
        services.AddSingleton(provider => new ComparePapers(provider.GetRequiredService<BuiltInEmbedder>().Generator(), provider.GetRequiredService<RowWriter>()));
        return services;
    }
}
