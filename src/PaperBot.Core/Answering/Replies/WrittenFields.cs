using System.Text.Json;
using System.Text.RegularExpressions;

namespace PaperBot.Answering.Replies;

/// <summary>Reads named texts from a reply: a JSON object, the beginning of one, or lines such as "Problem: …". Never throws.</summary>
internal static partial class WrittenFields
{
    private static readonly JsonDocumentOptions Lenient = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = 16 };

    /// <summary>The fields among <paramref name="names"/> that the reply holds and that say something; the first of several.</summary>
    /// <param name="isCut">The field that stands last is not whole and goes.</param>
    public static IReadOnlyDictionary<string, string> Of(string text, IReadOnlyList<string> names, bool isCut = false)
    {
        var (start, end) = (text.IndexOf('{', StringComparison.Ordinal), text.LastIndexOf('}'));
        return start >= 0 && end > start && FromJson(text[start..(end + 1)], names) is { } fields ? fields : FromLabels(text, names, isCut);
    }

    private static Dictionary<string, string>? FromJson(string json, IReadOnlyList<string> names)
    {
        try
        {
            using var document = JsonDocument.Parse(json, Lenient);
            var fields = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
            foreach (var member in document.RootElement.EnumerateObject())
            {
                if (names.Contains(member.Name.Trim(), StringComparer.OrdinalIgnoreCase) && Text(member.Value) is { } value && !string.IsNullOrWhiteSpace(value))
                    fields.TryAdd(member.Name.Trim(), value.Trim());
            }
            return fields.Count > 0 ? fields : null;
        }
        catch (JsonException)
        {
            return null;
        }
        catch (InvalidOperationException)
        {
            return null; // A lone half of a surrogate pair: valid JSON, but no text.
        }
    }

    private static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.Array => string.Join(' ', value.EnumerateArray().Select(Text)),
        JsonValueKind.Object => string.Join(' ', value.EnumerateObject().Select(member => Text(member.Value))),
        _ => null,
    };

    private static Dictionary<string, string> FromLabels(string text, IReadOnlyList<string> names, bool isCut)
    {
        var fields = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var labels = new List<(string Name, int Start, int End)>();
        foreach (Match match in Label().Matches(text))
        {
            if (names.FirstOrDefault(name => name.Equals(match.Groups["name"].Value.Trim(), StringComparison.OrdinalIgnoreCase)) is { } name)
                labels.Add((name, match.Index, match.Index + match.Length));
        }
        for (var i = 0; i < labels.Count; i++)
        {
            var isLast = i == labels.Count - 1;
            var value = text[labels[i].End..(isLast ? text.Length : Math.Max(labels[i].End, labels[i + 1].Start))].Trim();
            // Half of a JSON object: a value that was opened and not closed is not whole.
            if (value.StartsWith('"') && Quoted().Match(value) is var quoted)
                value = quoted.Success ? quoted.Groups["value"].Value.Replace("\\\"", "\"", StringComparison.Ordinal).Replace("\\n", " ", StringComparison.Ordinal) : "";
            else if (isLast && isCut)
                value = "";
            value = value.Trim().TrimEnd('}', ',', ' ', '\n');
            if (value.Length > 0)
                fields.TryAdd(labels[i].Name, value);
        }
        return fields;
    }

    // At the beginning of a line, or as a key: **Problem:**, "problem": , - problem —
    [GeneratedRegex(@"(?:^|[{,])[\s*#""'-]*(?<name>[A-Za-z]{1,20})[\s*""']*:[ *]*", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Label();

    [GeneratedRegex(@"^""(?<value>(?:[^""\\]|\\.)*)""", RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex Quoted();
}
