using System.Globalization;
using LLama.Native;

namespace PaperBot.LLama.Devices;

/// <summary>Says where models would run; the natives must be loaded.</summary>
internal static class RuntimeFacts
{
    public static IReadOnlyList<string> Of(LLamaOptions options)
    {
        var threads = options.Threads > 0 ? options.Threads : ProcessorCores.Count;
        return [Natives(), string.Create(CultureInfo.InvariantCulture, $"{threads} threads"), .. Graphics(options)];
    }

    private static string Natives()
    {
        if (NativeApi.GetLoadedNativeLibrary(NativeLibraryName.LLama)?.Metadata is not { } natives)
            return "llama.cpp";
        return natives.UseCuda ? "llama.cpp for CUDA" : natives.UseVulkan ? "llama.cpp for Vulkan" : $"llama.cpp for the processor ({natives.AvxLevel.ToString().ToUpperInvariant()})";
    }

    private static IEnumerable<string> Graphics(LLamaOptions options)
    {
        var devices = NativeApi.llama_supports_gpu_offload() ? GraphicsDevices.Find() : [];
        if (devices.Count == 0)
            return ["no GPU"];
        var layers = options.GpuLayers == LayerPlan.Auto ? "as many layers as fit" : options.GpuLayers + " layers";
        return devices.Select(device => string.Create(CultureInfo.InvariantCulture, $"{layers} on {device.Name}, {device.FreeBytes / 1e9:0.0} of {device.TotalBytes / 1e9:0.0} GB free"));
    }
}
