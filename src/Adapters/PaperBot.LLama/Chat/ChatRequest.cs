using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Extensions.AI;
using PaperBot.LLama.Grammars;
using PaperBot.LLama.Sampling;
using PaperBot.LLama.Templates;

namespace PaperBot.LLama.Chat;

/// <summary>Reads what the ecosystem's options ask for, and refuses what is not done here.</summary>
internal static class ChatRequest
{
    /// <summary>Of a reply whose options name no limit.</summary>
    public const int DefaultMaxTokens = 1024;

    /// <summary>Key in <see cref="ChatOptions.AdditionalProperties"/>: divides the odds of tokens the reply holds already; 1 does nothing.</summary>
    public const string RepetitionPenalty = "repetition_penalty";

    private const float DefaultTemperature = 0.7f;
    private const float DefaultTopP = 0.95f;
    private const int DefaultTopK = 40;

    /// <summary>The conversation, its system texts joined and first.</summary>
    /// <exception cref="NotSupportedException">A message holds something other than text, or comes from a tool.</exception>
    /// <exception cref="ArgumentException">There is no message that asks something.</exception>
    public static IReadOnlyList<ChatTurn> Turns(IEnumerable<ChatMessage> messages, ChatOptions? options)
    {
        var (system, turns) = (new List<string>(), new List<ChatTurn>());
        if (options?.Instructions is { Length: > 0 } instructions)
            system.Add(instructions);
        foreach (var message in messages)
        {
            if (message.Contents.FirstOrDefault(content => content is not TextContent) is { } other)
                throw new NotSupportedException($"Models of this machine read text alone, not {other.GetType().Name}.");
            if (message.Role == ChatRole.System)
                system.Add(message.Text);
            else if (message.Role == ChatRole.User || message.Role == ChatRole.Assistant)
                turns.Add(new ChatTurn(message.Role == ChatRole.User ? TurnRole.User : TurnRole.Assistant, message.Text));
            else
                throw new NotSupportedException($"Models of this machine know no messages of the role '{message.Role}'.");
        }
        if (!turns.Exists(turn => turn.Role == TurnRole.User))
            throw new ArgumentException("There is no user message.", nameof(messages));
        if (system.Count > 0)
            turns.Insert(0, new ChatTurn(TurnRole.System, string.Join("\n\n", system)));
        return turns;
    }

    /// <summary>How tokens are drawn; what the options leave open is drawn moderately freely, with a new seed each time.</summary>
    /// <exception cref="NotSupportedException">The options ask for tools, or for a form of reply that cannot be enforced.</exception>
    public static SamplingSettings Sampling(ChatOptions? options)
    {
        if (options?.Tools is { Count: > 0 })
            throw new NotSupportedException("Models of this machine cannot call tools yet; leave ChatOptions.Tools empty.");
        return new SamplingSettings
        {
            Temperature = Math.Max(0, options?.Temperature ?? DefaultTemperature),
            TopP = options?.TopP ?? DefaultTopP,
            TopK = options?.TopK ?? DefaultTopK,
            FrequencyPenalty = options?.FrequencyPenalty ?? 0,
            PresencePenalty = options?.PresencePenalty ?? 0,
            RepetitionPenalty = Repetition(options),
            Seed = options?.Seed is { } seed ? unchecked((uint)seed) : unchecked((uint)RandomNumberGenerator.GetInt32(int.MaxValue)),
            Grammar = options?.ResponseFormat switch
            {
                ChatResponseFormatJson { Schema: { } schema } => JsonSchemaGrammar.Of(schema),
                ChatResponseFormatJson => JsonSchemaGrammar.AnyObject,
                _ => null,
            },
        };
    }

    private static float Repetition(ChatOptions? options) =>
        options?.AdditionalProperties?.TryGetValue(RepetitionPenalty, out var value) == true && value is IConvertible number
            ? number.ToSingle(CultureInfo.InvariantCulture)
            : 1;
}
