namespace PaperBot.Conversations;

/// <summary>The latest turns of one thread, channel or terminal session, oldest first. Used by one speaker at a time; <see cref="ConversationStore"/> keeps it.</summary>
/// <param name="place">Where it is held: no place sees what was said in another.</param>
public sealed class Conversation(string place)
{
    /// <summary>Older turns are not looked at; a follow-up never needs more.</summary>
    internal const int MaximumTurns = 20;

    private readonly List<Turn> _turns = [];

    public string Place => place;

    public IReadOnlyList<Turn> Turns => _turns;

    /// <summary>The turn a follow-up refers to; null at the beginning.</summary>
    public Turn? Latest => _turns.Count > 0 ? _turns[^1] : null;

    /// <summary>Its number in the library; null until its first turn is stored.</summary>
    internal long? Number { get; set; }

    public void Add(Turn turn)
    {
        _turns.Add(turn);
        if (_turns.Count > MaximumTurns)
            _turns.RemoveAt(0);
    }

    /// <summary>Begins anew; what is stored stays.</summary>
    public void Clear()
    {
        _turns.Clear();
        Number = null;
    }
}
