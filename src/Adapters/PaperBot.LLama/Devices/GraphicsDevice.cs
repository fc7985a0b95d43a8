namespace PaperBot.LLama.Devices;

/// <summary>A graphics processor that the native libraries can compute on.</summary>
/// <param name="FreeBytes">Of its memory, as it says itself.</param>
internal sealed record GraphicsDevice(string Name, long FreeBytes, long TotalBytes);
