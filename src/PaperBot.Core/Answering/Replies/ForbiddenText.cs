using System.Text.RegularExpressions;
using PaperBot.Answering.Generative;

namespace PaperBot.Answering.Replies;

/// <summary>Tells what a model wrote that no reader may see, even where a paper's text holds the same words: links, mentions, control tokens, orders, its own rules.</summary>
/// <param name="rules">The fixed text it was asked with.</param>
internal sealed partial class ForbiddenText(string rules)
{
    private readonly PromptEcho _echo = new(rules, "", "");

    /// <summary>True when <paramref name="sentence"/> must not be shown.</summary>
    public bool IsIn(string sentence) => Markup().IsMatch(sentence) || SuspectText.Is(sentence) || Repetition.IsIn(sentence) || _echo.IsIn(sentence);

    // Links (also bare ones), e-mail, mentions of people and channels, tags and control tokens, code, Markdown links; pass@1 is none of them.
    [GeneratedRegex(@"\w+://|\bwww\.|\b[\w-]+\.(?:com|org|net|io|gg|ai|dev|app|co|me|ru|cn|info|xyz)\b|\b(?:mailto|javascript|data):\S|(?<!\w)@\w|\w@[A-Za-z][\w-]*\.\w|<[@#!:/A-Za-z]|<\||\|>|\[/?[A-Z]{3,}\]|`|\]\(|!\[", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Markup();
}
