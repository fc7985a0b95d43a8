namespace PaperBot.Answering.Generative;

/// <summary>How many tokens a text is to a model whose tokeniser is not known; rather too many than too few.</summary>
internal static class TokenEstimate
{
    private const int LettersOfToken = 3;

    /// <summary>Around each message a template puts its role and its marks.</summary>
    private const int MessageFrame = 8;

    /// <summary>A token for every three letters of a word, every digit, every mark; two for every letter beyond ASCII.</summary>
    public static int Of(string text)
    {
        var (tokens, letters) = (0, 0);
        foreach (var c in text)
        {
            if (char.IsAsciiLetter(c))
            {
                tokens += letters++ % LettersOfToken == 0 ? 1 : 0;
                continue;
            }
            letters = 0;
            tokens += c == ' ' ? 0 : char.IsAscii(c) ? 1 : 2;
        }
        return tokens;
    }

    /// <summary>The same for a message with what a template puts around it.</summary>
    public static int OfMessage(string? text) => Of(text ?? "") + MessageFrame;
}
