using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Spectre.Console;

namespace PaperBot.Commands;

/// <summary>The place a command writes to: styled text on a terminal, plain text when piped, JSON with <c>--json</c>.</summary>
internal sealed class Terminal
{
    /// <summary>camelCase, indented only on a terminal; dates as yyyy-MM-dd.</summary>
    private readonly JsonSerializerOptions _json;

    /// <param name="interactive">Null finds out.</param>
    public Terminal(TextWriter output, TextWriter error, bool json, bool? interactive = null)
    {
        IsJson = json;
        IsInteractive = interactive ?? (ReferenceEquals(output, System.Console.Out) && !System.Console.IsOutputRedirected && !json);
        Output = IsInteractive || json ? output : new PlainWriter(output);
        Error = error;
        Console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = IsInteractive ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = IsInteractive ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = IsInteractive ? InteractionSupport.Detect : InteractionSupport.No,
            Out = new AnsiConsoleOutput(Output),
        });
        if (!IsInteractive)
            Console.Profile.Width = 100_000;
        _json = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            WriteIndented = IsInteractive,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        };
    }

    public TextWriter Output { get; }

    public TextWriter Error { get; }

    /// <summary>The user asked for <c>--json</c>: standard output holds JSON and nothing else.</summary>
    public bool IsJson { get; }

    /// <summary>Standard output is a terminal: colours, progress bars and wrapping make sense.</summary>
    public bool IsInteractive { get; }

    /// <summary>Spectre's console; escape untrusted text with <see cref="Markup.Escape"/>.</summary>
    public IAnsiConsole Console { get; }

    /// <summary>Writes one JSON document and a line end.</summary>
    public void WriteJson<T>(T value) => Output.WriteLine(JsonSerializer.Serialize(value, _json));

    /// <summary>Writes one plain line; control characters in it (terminal escapes in a paper's text) become blanks.</summary>
    public void WriteLine(string line = "") => Output.WriteLine(Printable(line));

    /// <summary>The text without control characters but line feed; escape it for Spectre's markup besides.</summary>
    public static string Printable(string text) => string.Create(text.Length, text, static (result, source) =>
    {
        for (var i = 0; i < result.Length; i++)
            result[i] = char.IsControl(source[i]) && source[i] != '\n' ? ' ' : source[i];
    });
}
