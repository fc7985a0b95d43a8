using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace PaperBot.LLama.Grammars;

/// <summary>
/// Writes the GBNF of a JSON schema, as small as can be: compact JSON, the properties in the schema's order and all of them present, so that a
/// sampler decides little at each token. Only what can be enforced is taken.
/// </summary>
internal sealed class JsonSchemaGrammar
{
    /// <summary>Any JSON object.</summary>
    public static readonly string AnyObject = new JsonSchemaGrammar().AddAny().Text("object");

    // llama.cpp refuses to repeat a rule more often.
    private const int MostRepeats = 1500;
    private const int MostDepth = 12;

    private static readonly string[] Annotations = ["$schema", "$id", "$comment", "title", "description", "default", "examples", "deprecated", "readOnly", "writeOnly"];

    // The model writes letters, not escapes.
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Dictionary<string, string> _rules = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);

    private JsonSchemaGrammar()
    {
    }

    /// <summary>The grammar, its first rule being <c>root</c>.</summary>
    /// <exception cref="NotSupportedException">The schema asks for something that cannot be enforced; the message names it and where it stands.</exception>
    public static string Of(JsonElement schema)
    {
        var grammar = new JsonSchemaGrammar();
        return grammar.Text(grammar.Value(schema, "#", 0));
    }

    private string Text(string root)
    {
        var text = new StringBuilder("root ::= ").Append(root).Append('\n');
        foreach (var (name, body) in _rules)
            text.Append(name).Append(" ::= ").Append(body).Append('\n');
        return text.ToString();
    }

    private string Value(JsonElement schema, string place, int depth)
    {
        if (depth > MostDepth)
            throw Unsupported(place, "nests too deeply");
        if (schema.ValueKind == JsonValueKind.True)
            return AddAny()._names["value"];
        if (schema.ValueKind != JsonValueKind.Object)
            throw Unsupported(place, "is no schema");
        if (schema.TryGetProperty("enum", out var values))
            return Choice(schema, values, place);
        if (schema.TryGetProperty("const", out var constant))
        {
            Allow(schema, place, "const", "type");
            return Literal(constant.GetRawText());
        }
        if (!schema.TryGetProperty("type", out var type))
            throw Unsupported(place, "names no type, enum or const");
        if (type.ValueKind != JsonValueKind.Array)
            return Typed(schema, type.GetString()!, place, depth, null);
        var types = type.EnumerateArray().Select(item => item.GetString()!).ToList();
        return Named($"({string.Join(" | ", types.Select(one => Typed(schema, one, place, depth, types)))})");
    }

    private string Typed(JsonElement schema, string type, string place, int depth, List<string>? among)
    {
        switch (type)
        {
            case "object":
                return Object(schema, place, depth);
            case "array":
                return Array(schema, place, depth);
            case "string":
                Allow(schema, place, "type", "minLength", "maxLength");
                return Repeated(Rule("char", """[^"\\\x00-\x1F\x7F] | "\\" ["\\/bfnrt]"""), Count(schema, "minLength", place) ?? 0, Count(schema, "maxLength", place), quoted: true);
            case "integer":
                AllowScalar();
                return Rule("integer", "\"-\"? (\"0\" | [1-9] [0-9]{0,15})");
            case "number":
                AllowScalar();
                return Rule("number", $"{Rule("integer", "\"-\"? (\"0\" | [1-9] [0-9]{0,15})")} (\".\" [0-9]{{1,15}})?");
            case "boolean":
                AllowScalar();
                return Rule("boolean", "\"true\" | \"false\"");
            case "null":
                AllowScalar();
                return Rule("null", "\"null\"");
            default:
                throw Unsupported(place, $"has the unknown type '{type}'");
        }

        void AllowScalar()
        {
            if (among is null)
                Allow(schema, place, "type");
        }
    }

    private string Object(JsonElement schema, string place, int depth)
    {
        Allow(schema, place, "type", "properties", "required", "additionalProperties");
        if (schema.TryGetProperty("additionalProperties", out var more) && more.ValueKind == JsonValueKind.Object)
            throw Unsupported(place, "has additionalProperties with a schema");
        var properties = schema.TryGetProperty("properties", out var named) ? named.EnumerateObject().ToList() : [];
        var known = properties.Select(property => property.Name).ToHashSet(StringComparer.Ordinal);
        if (schema.TryGetProperty("required", out var required) && required.EnumerateArray().Select(item => item.GetString()!).FirstOrDefault(name => !known.Contains(name)) is { } missing)
            throw Unsupported(place, $"requires '{missing}' without a property of that name");
        var space = Rule("space", "\" \"?");
        var members = properties.Select(property => $"{Literal(Json(property.Name) + ":")} {space} {Value(property.Value, $"{place}/{property.Name}", depth + 1)}");
        return Named($"\"{{\" {string.Join($" \",\" {space} ", members)} \"}}\"");
    }

    private string Array(JsonElement schema, string place, int depth)
    {
        Allow(schema, place, "type", "items", "minItems", "maxItems");
        if (!schema.TryGetProperty("items", out var items))
            throw Unsupported(place, "has no items");
        var (least, most) = (Count(schema, "minItems", place) ?? 0, Count(schema, "maxItems", place));
        if (most < least)
            throw Unsupported(place, "has fewer maxItems than minItems");
        if (most == 0)
            return Literal("[]");
        var item = Value(items, place + "/items", depth + 1);
        var more = Repeated(Named($"\",\" {Rule("space", "\" \"?")} {item}"), Math.Max(0, least - 1), most - 1, quoted: false);
        return Named(least == 0 ? $"\"[\" ({item} {more})? \"]\"" : $"\"[\" {item} {more} \"]\"");
    }

    private string Choice(JsonElement schema, JsonElement values, string place)
    {
        Allow(schema, place, "enum", "type");
        var literals = values.EnumerateArray().Select(value => Literal(value.ValueKind == JsonValueKind.String ? Json(value.GetString()!) : value.GetRawText())).ToList();
        return literals.Count > 0 ? Named(string.Join(" | ", literals)) : throw Unsupported(place, "has an empty enum");
    }

    private string Repeated(string item, int least, int? most, bool quoted)
    {
        var times = most is { } limit ? $"{item}{{{Invariant(least)},{Invariant(limit)}}}" : least == 0 ? $"{item}*" : $"{item}{{{Invariant(least)},}}";
        return Named(quoted ? $"\"\\\"\" {times} \"\\\"\"" : times);
    }

    private static int? Count(JsonElement schema, string name, string place)
    {
        if (!schema.TryGetProperty(name, out var value))
            return null;
        return value.TryGetInt32(out var count) && count is >= 0 and <= MostRepeats ? count : throw Unsupported(place, $"has a {name} that is not between 0 and {MostRepeats}");
    }

    private static void Allow(JsonElement schema, string place, params ReadOnlySpan<string> keywords)
    {
        foreach (var member in schema.EnumerateObject())
        {
            if (!keywords.Contains(member.Name) && !Annotations.Contains(member.Name))
                throw Unsupported(place, $"has '{member.Name}'");
        }
    }

    private JsonSchemaGrammar AddAny()
    {
        _names["value"] = "value";
        Rule("value", "object | list | text | number | \"true\" | \"false\" | \"null\"");
        Rule("object", "\"{\" (text \":\" space value (\",\" space text \":\" space value)*)? \"}\"");
        Rule("list", "\"[\" (value (\",\" space value)*)? \"]\"");
        Rule("text", "\"\\\"\" char* \"\\\"\"");
        Rule("char", """[^"\\\x00-\x1F\x7F] | "\\" ["\\/bfnrt]""");
        Rule("integer", "\"-\"? (\"0\" | [1-9] [0-9]{0,15})");
        Rule("number", "integer (\".\" [0-9]{1,15})?");
        Rule("space", "\" \"?");
        return this;
    }

    private string Rule(string name, string body)
    {
        _rules[name] = body;
        return name;
    }

    /// <summary>A rule for a body; equal bodies share one.</summary>
    private string Named(string body)
    {
        if (!_names.TryGetValue(body, out var name))
            _names[body] = Rule(name = "r" + Invariant(_names.Count), body);
        return name;
    }

    /// <summary>A literal in ASCII alone, as the native interface wants it.</summary>
    private static string Literal(string text)
    {
        var literal = new StringBuilder("\"");
        foreach (var rune in text.EnumerateRunes())
        {
            _ = rune.Value switch
            {
                '"' or '\\' => literal.Append('\\').Append((char)rune.Value),
                >= 0x20 and < 0x7F => literal.Append((char)rune.Value),
                _ => literal.Append("\\U").Append(rune.Value.ToString("X8", CultureInfo.InvariantCulture)),
            };
        }
        return literal.Append('"').ToString();
    }

    private static string Json(string text) => JsonSerializer.Serialize(text, Readable);

    private static string Invariant(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static NotSupportedException Unsupported(string place, string what) =>
        new($"A reply cannot be held to this schema: {place} {what}. Known are object, array, string, number, integer, boolean, null, enum and const, with properties, required, items, minItems, maxItems, minLength and maxLength.");
}
