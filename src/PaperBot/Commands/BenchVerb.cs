using System.CommandLine;

namespace PaperBot.Commands;

/// <summary><c>paperbot bench …</c>: how fast models run on this machine.</summary>
internal static class BenchVerb
{
    public static Command Create() => new("bench", "Measure how fast models run on this machine.")
    {
        BenchEmbedVerb.Create(),
        BenchModelVerb.Create(),
    };
}
