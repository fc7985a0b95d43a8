using System.Diagnostics;
using Xunit;

namespace PaperBot.Testing.Fakes;

/// <summary>
/// The hub's own client for JavaScript, <c>@huggingface/hub</c>, which shows that <see cref="FakeHub"/> is no image of our client. It is not part of the
/// project: <c>npm install @huggingface/hub</c> in any folder, and name its <c>node_modules</c> in PAPERBOT_NPM.
/// </summary>
public static class OfficialHubClient
{
    private static string? Entry
    {
        get
        {
            var modules = Environment.GetEnvironmentVariable("PAPERBOT_NPM");
            var entry = string.IsNullOrEmpty(modules) ? null : Path.Combine(modules, "@huggingface", "hub", "dist", "index.mjs");
            return File.Exists(entry) ? entry : null;
        }
    }

    private static bool HasNode =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, OperatingSystem.IsWindows() ? "node.exe" : "node")));

    /// <summary>Why it cannot be run; null when it can.</summary>
    internal static string? Absence => Entry is null || !HasNode ? "needs node and @huggingface/hub: run 'npm install @huggingface/hub' in a folder of your own and name its node_modules in PAPERBOT_NPM" : null;

    /// <summary>Runs a module that gets the client's functions as <c>hub</c> and the arguments as <c>args</c>; returns what it writes.</summary>
    public static async Task<string> RunAsync(string script, params string[] arguments)
    {
        var module = $"const hub = await import({System.Text.Json.JsonSerializer.Serialize(new Uri(Entry!).AbsoluteUri)}); const args = process.argv.slice(1);\n{script}";
        var start = new ProcessStartInfo("node") { RedirectStandardOutput = true, RedirectStandardError = true, ArgumentList = { "--input-type=module", "-e", module, "--" } };
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException(await error);
    }
}

/// <summary>A test that runs <see cref="OfficialHubClient"/>; skipped, saying how to get it, where it is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OfficialHubClientFactAttribute : FactAttribute
{
    public OfficialHubClientFactAttribute() => Skip = OfficialHubClient.Absence;
}
