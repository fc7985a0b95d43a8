using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace PaperBot.Conversations;

/// <summary>Section <c>Conversations</c>: how long they are kept and how a model reads follow-ups.</summary>
public sealed partial class ConversationOptions
{
    public const string Section = "Conversations";

    /// <summary>Days after its last turn that a conversation is kept; 0 keeps it for ever.</summary>
    [Range(0, 36_500)]
    public int KeepDays { get; set; } = 90;

    /// <summary>Seconds that a model has to rewrite a follow-up before the rules' rewriting is taken; 0 never asks one.</summary>
    [Range(0, 120)]
    public int RewriteSeconds { get; set; } = 5;

    /// <summary>Tokens, estimated, of the conversation that a model is shown; the newest questions are kept.</summary>
    [Range(50, 4000)]
    public int HistoryTokens { get; set; } = 400;

    [OptionsValidator]
    internal sealed partial class Validator : IValidateOptions<ConversationOptions>;
}
