using System.Globalization;

namespace PaperBot.LLama.Devices;

/// <summary>How many layers of a model go to graphics processors.</summary>
internal static class LayerPlan
{
    /// <summary>The setting that asks for as many as fit.</summary>
    public const string Auto = "auto";

    /// <summary>What other programs, the driver and intermediate results get of each device's memory.</summary>
    public const long Reserve = 1L << 30;

    /// <summary>The number of layers; 0 computes on the processor alone.</summary>
    /// <param name="setting"><see cref="Auto"/> or a number.</param>
    /// <param name="shape">Null when it is not known; then all that a number asks for, and nothing for <see cref="Auto"/>.</param>
    /// <param name="cacheBytes">Of one number of the attention memory.</param>
    public static int Layers(string setting, IReadOnlyList<GraphicsDevice> devices, ModelShape? shape, int contextTokens, double cacheBytes)
    {
        if (setting != Auto)
            return devices.Count == 0 ? 0 : int.Parse(setting, NumberStyles.None, CultureInfo.InvariantCulture);
        if (shape is null)
            return 0;
        var room = devices.Sum(device => Math.Max(0, device.FreeBytes - Reserve));
        var layer = shape.Bytes / (shape.Layers + 1.0) + shape.CacheNumbers * cacheBytes * contextTokens;
        return (int)Math.Min(shape.Layers + 1, Math.Floor(room / layer));
    }
}
