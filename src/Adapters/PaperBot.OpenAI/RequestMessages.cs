using Microsoft.Extensions.AI;
using OpenAI.Chat;
using ChatMessage = Microsoft.Extensions.AI.ChatMessage;
using ChatResponseFormat = OpenAI.Chat.ChatResponseFormat;

namespace PaperBot.OpenAI;

/// <summary>Turns the ecosystem's messages and options into the endpoint's.</summary>
internal static class RequestMessages
{
    private const string SchemaName = "reply";

    public static List<global::OpenAI.Chat.ChatMessage> Of(IEnumerable<ChatMessage> messages) => [.. messages.Select(Of)];

    /// <exception cref="NotSupportedException">Tools were given.</exception>
    public static ChatCompletionOptions Settings(ChatOptions? options)
    {
        if (options?.Tools is { Count: > 0 })
            throw new NotSupportedException("Tools are not sent to endpoints.");
        var settings = new ChatCompletionOptions
        {
            Temperature = options?.Temperature,
            TopP = options?.TopP,
            MaxOutputTokenCount = options?.MaxOutputTokens,
            FrequencyPenalty = options?.FrequencyPenalty,
            PresencePenalty = options?.PresencePenalty,
            ResponseFormat = Format(options?.ResponseFormat),
        };
#pragma warning disable OPENAI001 // Endpoints other than OpenAI's own heed it.
        settings.Seed = options?.Seed;
#pragma warning restore OPENAI001
        foreach (var stop in options?.StopSequences ?? [])
            settings.StopSequences.Add(stop);
        return settings;
    }

    private static global::OpenAI.Chat.ChatMessage Of(ChatMessage message) =>
        message.Role == ChatRole.System ? new SystemChatMessage(message.Text)
        : message.Role == ChatRole.Assistant ? new AssistantChatMessage(message.Text)
        : message.Role == ChatRole.User ? new UserChatMessage(message.Text)
        : throw new NotSupportedException($"Messages of the role {message.Role} are not sent to endpoints.");

    private static ChatResponseFormat? Format(Microsoft.Extensions.AI.ChatResponseFormat? format) => format switch
    {
        ChatResponseFormatJson { Schema: { } schema } json =>
            ChatResponseFormat.CreateJsonSchemaFormat(json.SchemaName ?? SchemaName, BinaryData.FromString(schema.GetRawText()), json.SchemaDescription),
        ChatResponseFormatJson => ChatResponseFormat.CreateJsonObjectFormat(),
        _ => null,
    };
}
