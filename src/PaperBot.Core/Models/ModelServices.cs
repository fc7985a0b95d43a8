using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PaperBot.Models.Catalogue;
using PaperBot.Models.Files;
using PaperBot.Models.FirstUse;
using PaperBot.Models.Hub;

namespace PaperBot.Models;

/// <summary>Registers models; their runtimes come with adapters.</summary>
public static class ModelServices
{
    public static IServiceCollection AddModels(this IServiceCollection services)
    {
        services.AddOptions<ModelOptions>().BindConfiguration(ModelOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<ModelOptions>, ModelOptions.Validator>();
        services.AddSingleton<IValidateOptions<ModelOptions>, CatalogueValidator>();
        services.AddSingleton(provider => ModelCatalogue.Load(provider.GetRequiredService<IOptions<ModelOptions>>().Value.CataloguePath));
        services.AddSingleton<ModelFolder>();
        services.AddSingleton<Fingerprints>();
        services.AddSingleton<ModelChoices>();
        services.AddSingleton<ChosenModels>();
        services.AddSingleton<HubClient>();
        services.AddSingleton<ModelDownload>();
        services.AddSingleton<PullModel>();
        services.AddSingleton<VerifyModels>();
        services.AddSingleton<RemoveModel>();
        services.AddSingleton<UseModel>();
        services.AddSingleton<FirstUseModels>();
        services.AddSingleton<ChatEngines>();
        return services;
    }
}
