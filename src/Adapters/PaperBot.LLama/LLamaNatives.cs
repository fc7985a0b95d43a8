using LLama.Native;
using Microsoft.Extensions.Logging;
using PaperBot.LLama.Devices;
using PaperBot.Models;

namespace PaperBot.LLama;

/// <summary>The native libraries: found beside this adapter, set up once a process, their log bridged to ours.</summary>
internal static class LLamaNatives
{
    private static readonly Lock Gate = new();

    private static bool _configured;

    /// <summary>Call before anything else of LLamaSharp; loads the libraries at the first call.</summary>
    /// <exception cref="ModelUnavailableException">They cannot be loaded.</exception>
    public static void Prepare(ILoggerFactory loggers)
    {
        NativeLog.Logger = loggers.CreateLogger("PaperBot.LLama.Native");
        try
        {
            lock (Gate)
            {
                if (!_configured)
                {
                    ComputingThreads.WaitAsleep();
                    // Our own folder goes before the current one, which LLamaSharp would search first.
                    NativeLibraryConfig.All.WithSearchDirectory(Path.GetDirectoryName(typeof(LLamaNatives).Assembly.Location)!).WithLogCallback(NativeLog.Write);
                    _configured = true;
                }
                NativeApi.llama_empty_call();
            }
        }
        catch (Exception error) when (error is TypeInitializationException or DllNotFoundException or BadImageFormatException or EntryPointNotFoundException)
        {
            throw new ModelUnavailableException("The native libraries of llama.cpp cannot be loaded on this machine. Build PaperBot with a backend for it (-p:LLamaBackend=cpu, cuda12 or vulkan); on Linux they need libgomp1.", error);
        }
    }
}
