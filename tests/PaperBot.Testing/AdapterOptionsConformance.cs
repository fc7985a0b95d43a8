using System.Reflection;
using Shouldly;
using Xunit;

namespace PaperBot.Testing;

/// <summary>The options of an adapter are in appsettings.json with their defaults and in docs/configuration.md. Each adapter's tests derive from it.</summary>
/// <param name="adapter">The adapter's assembly.</param>
/// <param name="section">The section of its options.</param>
public abstract class AdapterOptionsConformance(Assembly adapter, string section)
{
    private readonly OptionsAudit _audit = new(adapter);

    [Fact]
    public void Every_option_stands_in_appsettings_with_its_default_and_is_documented()
    {
        _audit.Names.ShouldNotBeEmpty();
        foreach (var name in _audit.Names)
            _audit.ShouldStandEverywhere(name);
    }

    [Fact]
    public void Nothing_stands_in_its_section_that_no_option_reads() =>
        OptionsAudit.Settings.Where(name => name.StartsWith(section + ":", StringComparison.Ordinal)).ShouldBe(_audit.Names, ignoreOrder: true);
}
