using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PaperBot.Models;
using PaperBot.Summaries;

namespace PaperBot.Digests;

/// <summary>Registers digests.</summary>
public static class DigestServices
{
    public static IServiceCollection AddDigests(this IServiceCollection services)
    {
        services.AddOptions<DigestOptions>().BindConfiguration(DigestOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<DigestOptions>, DigestOptions.Validator>();
        services.AddSingleton<LineWriter>();
        services.AddSingleton(provider => new WriteLines(
            provider.GetRequiredService<SummarizePaper>(), provider.GetRequiredService<LineWriter>(), provider.GetRequiredService<ChatEngines>(),
            provider.GetRequiredService<IOptions<DigestOptions>>(), provider.GetRequiredService<TimeProvider>()));
        return services;
    }
}
