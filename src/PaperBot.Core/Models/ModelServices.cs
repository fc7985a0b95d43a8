using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace PaperBot.Models;

/// <summary>Registers models; their runtimes come with adapters.</summary>
public static class ModelServices
{
    public static IServiceCollection AddModels(this IServiceCollection services)
    {
        services.AddOptions<ModelOptions>().BindConfiguration(ModelOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<ModelOptions>, ModelOptions.Validator>();
        services.AddSingleton<ChosenModels>();
        services.AddSingleton<ChatEngines>();
        return services;
    }
}
