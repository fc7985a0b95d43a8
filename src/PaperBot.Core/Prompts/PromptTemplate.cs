using System.Text.RegularExpressions;
using Microsoft.Extensions.AI;

namespace PaperBot.Prompts;

/// <summary>
/// A template taken apart when it is loaded: messages of literal text and variables. Values are put in afterwards, into messages that already stand, so
/// that no value can open, close or change one.
/// </summary>
internal sealed partial class PromptTemplate
{
    /// <summary>The only template format: Semantic Kernel's own.</summary>
    public const string Format = "semantic-kernel";

    private readonly List<(ChatRole Role, string Text)> _messages = [];

    private PromptTemplate()
    {
    }

    /// <summary>Names of the variables that the template uses.</summary>
    public IReadOnlySet<string> Variables { get; private set; } = new HashSet<string>(StringComparer.Ordinal);

    /// <exception cref="InvalidDataException">Text stands outside a message, a role is unknown, or braces are not a variable.</exception>
    public static PromptTemplate Parse(string template, string path)
    {
        var result = new PromptTemplate();
        var variables = new HashSet<string>(StringComparer.Ordinal);
        var end = 0;
        foreach (Match message in Message().Matches(template))
        {
            RefuseText(template[end..message.Index], path);
            end = message.Index + message.Length;
            var text = message.Groups["text"].Value.Trim().ReplaceLineEndings("\n");
            variables.UnionWith(Variable().Matches(text).Select(variable => variable.Groups["name"].Value));
            if (Variable().Replace(text, "") is var rest && (rest.Contains("{{", StringComparison.Ordinal) || rest.Contains("}}", StringComparison.Ordinal)))
                throw new InvalidDataException($"{path}: only variables, {{{{$name}}}}, may stand in double braces.");
            if (rest.Contains("<message", StringComparison.OrdinalIgnoreCase))
                throw new InvalidDataException($"{path}: a message stands within another.");
            result._messages.Add((Role(message.Groups["role"].Value, path), text));
        }
        RefuseText(template[end..], path);
        if (result._messages.Count == 0 || result._messages[0].Role != ChatRole.System || result._messages[^1].Role != ChatRole.User)
            throw new InvalidDataException($"{path}: the template must begin with a system message and end with a user message.");
        if (Variable().IsMatch(result._messages[0].Text))
            throw new InvalidDataException($"{path}: the system message must be the same for every request; put variables into the others.");
        result.Variables = variables;
        return result;
    }

    /// <summary>The messages with <paramref name="values"/> put in, each made harmless first.</summary>
    public IReadOnlyList<ChatMessage> Render(IReadOnlyDictionary<string, string> values) =>
        [.. _messages.Select(message => new ChatMessage(message.Role, Variable().Replace(message.Text, variable => PromptValue.Harmless(values[variable.Groups["name"].Value]))))];

    private static void RefuseText(string between, string path)
    {
        if (!string.IsNullOrWhiteSpace(between))
            throw new InvalidDataException($"{path}: text stands outside a message: \"{between.Trim()[..Math.Min(40, between.Trim().Length)]}\".");
    }

    private static ChatRole Role(string name, string path) => name switch
    {
        "system" => ChatRole.System,
        "user" => ChatRole.User,
        "assistant" => ChatRole.Assistant,
        _ => throw new InvalidDataException($"{path}: a message has the role {name}; it must be system, user or assistant."),
    };

    [GeneratedRegex("""<message\s+role="(?<role>[^"]*)"\s*>(?<text>.*?)</message>""", RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex Message();

    [GeneratedRegex(@"\{\{\s*\$(?<name>[A-Za-z_]\w*)\s*\}\}", RegexOptions.CultureInvariant)]
    private static partial Regex Variable();
}
