using System.Text.RegularExpressions;
using PaperBot.Library;
using PaperBot.Testing;

namespace PaperBot.House;

/// <summary>Every option is in appsettings.json with its default and in docs/configuration.md; each adapter's tests check the adapter's own.</summary>
public sealed partial class ConfigurationTests
{
    private static readonly OptionsAudit Audit = new(typeof(PaperLibrary).Assembly, typeof(Composition).Assembly);

    public static TheoryData<string> Options() => [.. Audit.Names];

    [Theory]
    [MemberData(nameof(Options))]
    public void An_option_stands_in_appsettings_with_its_default_and_is_documented(string name) => Audit.ShouldStandEverywhere(name);

    [Fact]
    public void Nothing_stands_in_appsettings_that_no_option_reads()
    {
        var adapters = AdapterSections().ToHashSet();
        OptionsAudit.Settings.Where(name => !adapters.Contains(name[..name.LastIndexOf(':')])).ShouldBeSubsetOf(Audit.Names);
    }

    // Read from the sources, because an adapter may be left out of a build.
    private static IEnumerable<string> AdapterSections() =>
        Directory.EnumerateFiles(Path.Combine(Repository.Root, "src", "Adapters"), "*Options.cs", SearchOption.AllDirectories)
            .SelectMany(path => Section().Matches(File.ReadAllText(path)).Select(match => match.Groups[1].Value));

    [GeneratedRegex("public const string Section = \"([A-Za-z:]+)\"")]
    private static partial Regex Section();
}
