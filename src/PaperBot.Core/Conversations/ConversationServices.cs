using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PaperBot.Answering;

namespace PaperBot.Conversations;

/// <summary>Registers conversations.</summary>
public static class ConversationServices
{
    public static IServiceCollection AddConversations(this IServiceCollection services)
    {
        services.AddOptions<ConversationOptions>().BindConfiguration(ConversationOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<ConversationOptions>, ConversationOptions.Validator>();
        services.AddSingleton<ConversationStore>();
        services.AddSingleton<FollowUpWriter>();
        services.AddSingleton(provider => new Converse(
            provider.GetRequiredService<AskQuestion>(), provider.GetRequiredService<ConversationStore>(), provider.GetRequiredService<FollowUpWriter>()));
        return services;
    }
}
