using System.Diagnostics;
using Xunit;

namespace PaperBot.Testing;

/// <summary>
/// A test that runs an independent client from npm against a server of ours; skipped, saying so, where it is absent. The folder in which
/// <c>npm install &lt;package&gt;</c> was run is named by the environment variable <c>PAPERBOT_NPM</c>.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NpmFactAttribute : FactAttribute
{
    public NpmFactAttribute(string package)
    {
        Package = package;
        if (NpmClient.Folder is null || !Directory.Exists(Path.Combine(NpmClient.Folder, "node_modules", package)))
            Skip = $"needs node and the folder of 'npm install {package}' in PAPERBOT_NPM";
    }

    public string Package { get; }
}

/// <summary>Runs a script with the packages of <c>PAPERBOT_NPM</c>.</summary>
public static class NpmClient
{
    /// <summary>Null when none is named.</summary>
    public static string? Folder { get; } = Environment.GetEnvironmentVariable("PAPERBOT_NPM") is { Length: > 0 } folder ? Path.GetFullPath(folder) : null;

    /// <summary>Runs an ES module, given as text, and returns what it wrote.</summary>
    /// <param name="arguments"><c>process.argv[2]</c> and on.</param>
    public static async Task<string> RunAsync(string script, params IEnumerable<string> arguments)
    {
        // Packages are looked for beside the script.
        var path = Path.Combine(Folder!, $"paperbot-{Guid.NewGuid():n}.mjs");
        await File.WriteAllTextAsync(path, script);
        try
        {
            using var process = Process.Start(new ProcessStartInfo("node", [path, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            await process.WaitForExitAsync();
            return process.ExitCode == 0 ? await output : throw new InvalidOperationException($"node ended with {process.ExitCode}: {await error}");
        }
        finally
        {
            File.Delete(path);
        }
    }
}
