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
        services.AddSingleton(provider => Load(provider.GetRequiredService<IOptions<PromptOptions>>().Value));
        return services;
    }

    // Damaged prompt files are a broken set-up and are told like one.
    private static PromptCatalogue Load(PromptOptions options)
    {
        try
        {
            return PromptCatalogue.Load(Path.GetFullPath(options.Folder, AppContext.BaseDirectory));
        }
        catch (InvalidDataException error)
        {
            throw new OptionsValidationException(PromptOptions.Section, typeof(PromptOptions), error.Message.Split(Environment.NewLine));
        }
    }
}
