using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace PaperBot.Sources.Refresh;

/// <summary>Registers the refreshing of sources.</summary>
public static class RefreshServices
{
    public static IServiceCollection AddRefresh(this IServiceCollection services)
    {
        services.AddOptions<RefreshOptions>().BindConfiguration(RefreshOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<RefreshOptions>, RefreshOptions.Validator>();
        services.AddSingleton<RefreshSources>();
        return services;
    }
}
