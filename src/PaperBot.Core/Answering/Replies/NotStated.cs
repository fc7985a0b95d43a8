using System.Text.RegularExpressions;

namespace PaperBot.Answering.Replies;

/// <summary>Recognises how models say that there is nothing to say.</summary>
internal static partial class NotStated
{
    public static bool Is(string text) => Nothing().IsMatch(text);

    [GeneratedRegex(@"^\W*(?:(?:it\s+is\s+|this\s+is\s+)?not\s+(?:\w+\s+)?(?:stated|mentioned|specified|given|provided|applicable|available|found|reported)(?:\s+(?:in|by|here|anywhere)\b(?:\s+\w+){0,4})?|none(?:\s+(?:\w+\s+)?(?:stated|mentioned|given|specified))?|n/?a|unknown|null|nothing|-*)\W*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Nothing();
}
