using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace PaperBot.LLama.Devices;

/// <summary>Asks the loaded native libraries (ggml) for graphics processors, since LLamaSharp does not tell their memory.</summary>
internal static unsafe class GraphicsDevices
{
    private const int Graphics = 1;
    private const int IntegratedGraphics = 2;

    /// <summary>Those that the natives know; none when they were built for the processor alone. The natives must be loaded.</summary>
    public static IReadOnlyList<GraphicsDevice> Find()
    {
        if (Library("ggml") is not { } registry || Library("ggml-base") is not { } devices
            || !NativeLibrary.TryGetExport(registry, "ggml_backend_dev_count", out var count)
            || !NativeLibrary.TryGetExport(registry, "ggml_backend_dev_get", out var get)
            || !NativeLibrary.TryGetExport(devices, "ggml_backend_dev_type", out var typeOf)
            || !NativeLibrary.TryGetExport(devices, "ggml_backend_dev_description", out var describe)
            || !NativeLibrary.TryGetExport(devices, "ggml_backend_dev_memory", out var memoryOf))
        {
            return [];
        }
        var found = new List<GraphicsDevice>();
        var known = ((delegate* unmanaged[Cdecl]<nuint>)count)();
        for (nuint i = 0; i < known; i++)
        {
            var device = ((delegate* unmanaged[Cdecl]<nuint, nint>)get)(i);
            if (((delegate* unmanaged[Cdecl]<nint, int>)typeOf)(device) is not (Graphics or IntegratedGraphics))
                continue;
            nuint free = 0, total = 0;
            ((delegate* unmanaged[Cdecl]<nint, nuint*, nuint*, void>)memoryOf)(device, &free, &total);
            var name = Marshal.PtrToStringUTF8(((delegate* unmanaged[Cdecl]<nint, nint>)describe)(device));
            found.Add(new GraphicsDevice(name ?? "GPU", (long)free, (long)total));
        }
        return found;
    }

    // By its path among the modules of this process: a name alone might find another copy.
    private static nint? Library(string name)
    {
        try
        {
            using var process = Process.GetCurrentProcess();
            foreach (ProcessModule module in process.Modules)
            {
                if (Path.GetFileNameWithoutExtension(module.FileName) is var file && (file == name || file == "lib" + name) && NativeLibrary.TryLoad(module.FileName, out var handle))
                    return handle;
            }
        }
        catch (Exception error) when (error is Win32Exception or InvalidOperationException)
        {
            // This system does not list them; then the model runs on the processor, unless LLama:GpuLayers is a number.
        }
        return null;
    }
}
