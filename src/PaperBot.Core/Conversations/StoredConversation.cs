namespace PaperBot.Conversations;

/// <summary>A conversation in a list of them.</summary>
/// <param name="Number">Names it, in this library.</param>
/// <param name="Latest">When its last turn was, UTC.</param>
/// <param name="Turns">How many questions.</param>
/// <param name="FirstQuestion">As typed.</param>
public sealed record StoredConversation(long Number, DateTimeOffset Latest, int Turns, string FirstQuestion);

/// <summary>What was deleted.</summary>
/// <param name="Turns">Rows that are gone.</param>
/// <param name="IsOverwritten">False when another process is reading the library, so that its log keeps the text until that process ends.</param>
public sealed record ForgottenTurns(int Turns, bool IsOverwritten);
