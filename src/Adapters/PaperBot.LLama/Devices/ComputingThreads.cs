using System.Runtime.InteropServices;

namespace PaperBot.LLama.Devices;

/// <summary>
/// How the natives' threads (OpenMP) wait for each other, which they do hundreds of times a token. By default they spin; where another program needs
/// a core, they then burn the time in which the thread they wait for could run, and replies come many times slower.
/// </summary>
internal static partial class ComputingThreads
{
    private const string Policy = "OMP_WAIT_POLICY";
    private const string Spins = "GOMP_SPINCOUNT";

    /// <summary>Lets them sleep, unless the owner's environment says how they wait. Has an effect before the natives are loaded only.</summary>
    public static void WaitAsleep()
    {
        // Elsewhere the natives do not use this OpenMP. The runtime's own way of setting a variable is not seen by native code.
        if (OperatingSystem.IsLinux() && Environment.GetEnvironmentVariable(Spins) is null)
            _ = SetVariable(Policy, "passive", overwrite: 0);
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetVariable(string name, string value, int overwrite);
}
