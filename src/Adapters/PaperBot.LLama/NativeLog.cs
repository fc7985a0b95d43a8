using System.Text;
using LLama.Native;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace PaperBot.LLama;

/// <summary>What the native libraries say, line by line. Their information is our debugging.</summary>
internal static partial class NativeLog
{
    [ThreadStatic]
    private static StringBuilder? _line;

    /// <summary>Where it goes; the latest host of the process wins.</summary>
    public static ILogger Logger { get; set; } = NullLogger.Instance;

    /// <summary>Called from native code: nothing may be thrown.</summary>
    public static void Write(LLamaLogLevel level, string message)
    {
        var line = _line ??= new StringBuilder();
        line.Append(message);
        if (!message.EndsWith('\n'))
            return;
        var text = line.ToString().TrimEnd();
        line.Clear();
        if (text.Length == 0)
            return;
        switch (level)
        {
            case LLamaLogLevel.Error:
                NativeError(Logger, text);
                break;
            case LLamaLogLevel.Warning:
                NativeWarning(Logger, text);
                break;
            default:
                NativeDetail(Logger, text);
                break;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "llama.cpp: {Line}")]
    private static partial void NativeError(ILogger logger, string line);

    [LoggerMessage(Level = LogLevel.Warning, Message = "llama.cpp: {Line}")]
    private static partial void NativeWarning(ILogger logger, string line);

    [LoggerMessage(Level = LogLevel.Debug, Message = "llama.cpp: {Line}")]
    private static partial void NativeDetail(ILogger logger, string line);
}
