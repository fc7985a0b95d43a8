using System.Globalization;

namespace PaperBot.Models;

/// <summary>Sizes for people: in MB (10⁶ bytes) below a gigabyte, in GB above.</summary>
internal static class ByteText
{
    public static string Of(long bytes) => bytes >= 1_000_000_000
        ? string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e9:0.0} GB")
        : bytes >= 10_000_000 ? string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0} MB")
        : string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0.0##} MB");
}
