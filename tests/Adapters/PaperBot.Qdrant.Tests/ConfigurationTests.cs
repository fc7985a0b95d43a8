using PaperBot.Testing;

namespace PaperBot.Qdrant;

/// <summary>The adapter's options are in appsettings.json with their defaults and in docs/configuration.md.</summary>
public sealed class ConfigurationTests
{
    private static readonly OptionsAudit Audit = new(typeof(QdrantOptions).Assembly);

    public static TheoryData<string> Options() => [.. Audit.Names];

    [Theory]
    [MemberData(nameof(Options))]
    public void An_option_stands_in_appsettings_with_its_default_and_is_documented(string name) => Audit.ShouldStandEverywhere(name);

    [Fact]
    public void Nothing_stands_in_its_section_that_no_option_reads() =>
        OptionsAudit.Settings.Where(name => name.StartsWith(QdrantOptions.Section + ":", StringComparison.Ordinal)).ShouldBe(Audit.Names, ignoreOrder: true);
}
