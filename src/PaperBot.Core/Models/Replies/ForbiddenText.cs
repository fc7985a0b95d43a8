using System.Text.RegularExpressions;
using Microsoft.Extensions.AI;

namespace PaperBot.Models.Replies;

/// <summary>Tells what a model wrote that no reader may see, even where a paper's text holds the same words: links, mentions, control tokens, the prompt.</summary>
internal static partial class ForbiddenText
{
    /// <summary>So many words in a row of the system text are no accident.</summary>
    private const int PromptWords = 6;

    /// <summary>True when <paramref name="sentence"/> must not be shown.</summary>
    /// <param name="prompt">What the model was asked; only its system text is looked at.</param>
    public static bool IsIn(string sentence, IReadOnlyList<ChatMessage> prompt) =>
        Markup().IsMatch(sentence) || OrderText.IsIn(sentence) || RepeatsSystemText(sentence, prompt);

    private static bool RepeatsSystemText(string sentence, IReadOnlyList<ChatMessage> prompt)
    {
        var words = Words(sentence);
        if (words.Length < PromptWords)
            return false;
        var runs = prompt.Where(message => message.Role == ChatRole.System).SelectMany(message => Runs(Words(message.Text))).ToHashSet(StringComparer.Ordinal);
        return Runs(words).Any(runs.Contains);
    }

    private static IEnumerable<string> Runs(string[] words) =>
        Enumerable.Range(0, Math.Max(0, words.Length - PromptWords + 1)).Select(i => string.Join(' ', words[i..(i + PromptWords)]));

    private static string[] Words(string text) => [.. Word().Matches(text).Select(match => match.Value.ToLowerInvariant())];

    // Links (also bare ones), e-mail, mentions of people and channels, tags and control tokens, template braces, code, Markdown links; pass@1 is none of them.
    [GeneratedRegex(@"\w+://|\bwww\.|\b[\w-]+\.(?:com|org|net|io|gg|ai|dev|app|co|me|ru|cn|info|xyz)\b(?:/|\b)|\b(?:mailto|javascript|data):\S|(?<!\w)@\w|\w@[A-Za-z][\w-]*\.\w|<[@#!:/A-Za-z]|<\||\|>|\[/?[A-Z]{3,}\]|\{\{|\}\}|`|\]\(|!\[", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Markup();

    [GeneratedRegex(@"[\p{L}\p{Nd}]+", RegexOptions.CultureInvariant)]
    private static partial Regex Word();
}
