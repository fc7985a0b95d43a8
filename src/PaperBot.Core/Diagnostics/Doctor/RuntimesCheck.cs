using PaperBot.Models;

namespace PaperBot.Diagnostics.Doctor;

/// <summary>Where do models run?</summary>
internal sealed class RuntimesCheck(IEnumerable<IModelRuntime> runtimes) : IDoctorCheck
{
    public string Area => "model runtimes";

    public Task<Finding> RunAsync(CancellationToken cancellationToken)
    {
        var described = runtimes.Select(Describe).ToList();
        return Task.FromResult(described.Count > 0 ? Finding.Ok(string.Join("; ", described)) : new Finding(FindingLevel.Notice, "none; they come with adapters"));
    }

    private static string Describe(IModelRuntime runtime) => runtime.Describe() is { Count: > 0 } facts ? $"{runtime.Name}: {string.Join(", ", facts)}" : runtime.Name;
}
