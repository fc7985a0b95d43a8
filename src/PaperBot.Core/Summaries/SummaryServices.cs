using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PaperBot.Retrieval.Embedding;
using PaperBot.Summaries.Generative;
using PaperBot.Summaries.Ranking;

namespace PaperBot.Summaries;

/// <summary>Registers summaries.</summary>
public static class SummaryServices
{
    public static IServiceCollection AddSummaries(this IServiceCollection services)
    {
        services.AddOptions<SummaryOptions>().BindConfiguration(SummaryOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<SummaryOptions>, SummaryOptions.Validator>();
        services.AddSingleton<SummaryWriter>();
        services.AddSingleton(provider => new SummarizePaper(
            provider.GetRequiredService<IOptions<SummaryOptions>>(), provider.GetRequiredService<BuiltInEmbedder>().Generator(), provider.GetRequiredService<SummaryWriter>()));
        return services;
    }
}
