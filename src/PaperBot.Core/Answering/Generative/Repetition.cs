namespace PaperBot.Answering.Generative;

/// <summary>Tells text that goes round in circles: "the model and the model and the model and", "[1] [2] [3] [4] …".</summary>
internal static class Repetition
{
    private const int Rounds = 4;
    private const int LongestCircle = 12;
    private const int MostMarks = 12;

    /// <summary>True when the end of the text repeats the words before it several times, or counts in brackets.</summary>
    public static bool IsIn(string text)
    {
        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        for (var length = 1; length <= LongestCircle && length * Rounds <= words.Length; length++)
        {
            if (IsCircle(words, length))
                return true;
        }
        return words.Length > MostMarks && words[^MostMarks..].All(word => !word.Any(char.IsLetter))
            || text.Count(c => c == '[') > MostMarks;
    }

    // The last words equal those one round, two rounds and three rounds before.
    private static bool IsCircle(string[] words, int length)
    {
        for (var i = words.Length - length * (Rounds - 1); i < words.Length; i++)
        {
            if (words[i] != words[i - length])
                return false;
        }
        return true;
    }
}
