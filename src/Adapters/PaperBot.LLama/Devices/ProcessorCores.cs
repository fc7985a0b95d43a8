using System.Globalization;

namespace PaperBot.LLama.Devices;

/// <summary>How many cores this process may compute on.</summary>
internal static class ProcessorCores
{
    private const string Topology = "/sys/devices/system/cpu";

    /// <summary>Physical cores, at most those the process is allowed (a container's share, an affinity); two threads of one core only hinder each other.</summary>
    public static int Count => Math.Max(1, Math.Min(Environment.ProcessorCount, OperatingSystem.IsLinux() ? PhysicalIn(Topology) : int.MaxValue));

    /// <summary>Cores that the kernel's folder lists, each with its threads; the largest number when it tells nothing.</summary>
    internal static int PhysicalIn(string folder)
    {
        try
        {
            var cores = Directory.EnumerateDirectories(folder, "cpu*")
                .Where(path => int.TryParse(Path.GetFileName(path).AsSpan(3), NumberStyles.None, CultureInfo.InvariantCulture, out _))
                .Select(path => Path.Combine(path, "topology", "thread_siblings_list"))
                .Where(File.Exists)
                .Select(path => File.ReadAllText(path).Trim())
                .Distinct(StringComparer.Ordinal)
                .Count();
            return cores > 0 ? cores : int.MaxValue;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return int.MaxValue;
        }
    }
}
