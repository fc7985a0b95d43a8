namespace PaperBot.LLama.Templates;

internal enum TurnRole
{
    System,
    User,
    Assistant,
}

/// <summary>A message of a conversation.</summary>
internal readonly record struct ChatTurn(TurnRole Role, string Text);
