namespace PaperBot.Models;

/// <summary>How many tokens a text is, without a tokeniser: English has about four letters a token, technical English fewer.</summary>
internal static class TokenEstimate
{
    private const double LettersPerToken = 3.5;

    public static int Of(string text) => (int)Math.Ceiling(text.Length / LettersPerToken);
}
