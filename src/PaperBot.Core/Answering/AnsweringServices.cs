using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PaperBot.Answering.Replies;

namespace PaperBot.Answering;

/// <summary>Registers answering.</summary>
public static class AnsweringServices
{
    public static IServiceCollection AddAnswering(this IServiceCollection services)
    {
        services.AddOptions<AnsweringOptions>().BindConfiguration(AnsweringOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<AnsweringOptions>, AnsweringOptions.Validator>();
        services.AddSingleton<ReplyReader>();
        services.AddSingleton<AskQuestion>();
        return services;
    }
}
