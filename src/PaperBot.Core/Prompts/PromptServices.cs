using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace PaperBot.Prompts;

/// <summary>Registers the prompts.</summary>
public static class PromptServices
{
    public static IServiceCollection AddPrompts(this IServiceCollection services)
    {
        services.AddOptions<PromptOptions>().BindConfiguration(PromptOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<PromptOptions>, PromptOptions.Validator>();
        services.AddSingleton(provider =>
            PromptCatalogue.Load(Path.GetFullPath(provider.GetRequiredService<IOptions<PromptOptions>>().Value.Folder, AppContext.BaseDirectory)));
        return services;
    }
}
