using Microsoft.Extensions.AI;

namespace PaperBot.Models;

/// <summary>What PaperBot tells a model beyond the ecosystem's own options.</summary>
public static class ModelRequest
{
    private const string UserKey = "paperbot.user";
    private const string QueryKey = "paperbot.query";
    private const string BackgroundKey = "paperbot.background";

    /// <summary>Options for embedding queries instead of documents.</summary>
    public static EmbeddingGenerationOptions ForQuery() => new() { AdditionalProperties = new() { [QueryKey] = true } };

    /// <summary>Options for embedding documents in bulk: gives way to everything else.</summary>
    public static EmbeddingGenerationOptions ForBulk() => new() { AdditionalProperties = new() { [BackgroundKey] = true } };

    public static bool IsQuery(EmbeddingGenerationOptions? options) => options?.AdditionalProperties?.ContainsKey(QueryKey) == true;

    public static bool IsBulk(EmbeddingGenerationOptions? options) => options?.AdditionalProperties?.ContainsKey(BackgroundKey) == true;

    /// <summary>Says on whose behalf a chat request runs; a user has one running at a time, others of theirs wait.</summary>
    public static void SetUser(ChatOptions options, string user)
    {
        ArgumentNullException.ThrowIfNull(options);
        (options.AdditionalProperties ??= [])[UserKey] = user;
    }

    /// <summary>On whose behalf; null when nobody said, and then every request is its own.</summary>
    public static string? UserOf(ChatOptions? options) =>
        options?.AdditionalProperties?.TryGetValue(UserKey, out var user) == true ? user as string : null;
}
