namespace PaperBot.LLama.Templates;

/// <summary>A piece of a prompt.</summary>
/// <param name="Text">As written.</param>
/// <param name="IsControl">Whether it is one of the model's control tokens; anything else can never become one, whatever it looks like.</param>
internal readonly record struct PromptSegment(string Text, bool IsControl);
