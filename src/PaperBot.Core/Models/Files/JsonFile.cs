using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace PaperBot.Models.Files;

/// <summary>Small files of our own beside the models: written whole or not at all; one that cannot be understood is one we do not have.</summary>
internal static class JsonFile
{
    private const int LargestBytes = 1_000_000;

    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>What the file holds; null when it is missing, damaged or cannot be read.</summary>
    public static T? Read<T>(string path)
        where T : class
    {
        try
        {
            var file = new FileInfo(path);
            return file.Exists && file.Length <= LargestBytes ? JsonSerializer.Deserialize<T>(File.ReadAllBytes(path), Format) : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public static void Write<T>(string path, T value)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var draft = string.Create(CultureInfo.InvariantCulture, $"{path}.{Environment.ProcessId}.tmp");
        using (var stream = new FileStream(draft, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            JsonSerializer.Serialize(stream, value, Format);
            stream.Flush(flushToDisk: true);
        }
        File.Move(draft, path, overwrite: true);
    }
}
