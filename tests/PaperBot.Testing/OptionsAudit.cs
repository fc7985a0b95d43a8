using System.Globalization;
using System.Reflection;
using System.Text.Json;
using Shouldly;

namespace PaperBot.Testing;

/// <summary>Compares the options of assemblies (classes with a constant <c>Section</c>) with appsettings.json and docs/configuration.md.</summary>
public sealed class OptionsAudit(params IReadOnlyList<Assembly> assemblies)
{
    private static readonly string Documentation = File.ReadAllText(Path.Combine(Repository.Root, "docs", "configuration.md"));

    /// <summary>"Section:Property" of every option.</summary>
    public IEnumerable<string> Names => All().Select(option => $"{option.Section}:{option.Property.Name}");

    /// <summary>"Section:Property" of everything in appsettings.json.</summary>
    public static IReadOnlyList<string> Settings
    {
        get
        {
            using var settings = ReadSettings();
            return [.. Leaves("", settings.RootElement)];
        }
    }

    /// <summary>Fails unless the option stands in appsettings.json with its default and in the documentation.</summary>
    public void ShouldStandEverywhere(string name)
    {
        var (_, property, instance) = All().Single(option => $"{option.Section}:{option.Property.Name}" == name);
        Documentation.ShouldContain($"`{name}`");
        using var settings = ReadSettings();
        var value = name.Split(':').Aggregate(settings.RootElement, (element, part) => element.GetProperty(part));
        Text(value).ShouldBe(Text(property.GetValue(instance)));
    }

    private IEnumerable<(string Section, PropertyInfo Property, object Instance)> All()
    {
        foreach (var type in assemblies.SelectMany(assembly => assembly.GetTypes()))
        {
            if (type.GetField("Section", BindingFlags.Public | BindingFlags.Static)?.GetRawConstantValue() is not string section)
                continue;
            var instance = Activator.CreateInstance(type)!;
            foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
            {
                if (property.CanWrite || property.PropertyType != typeof(string) && property.PropertyType.IsAssignableTo(typeof(System.Collections.IEnumerable)))
                    yield return (section, property, instance);
            }
        }
    }

    private static JsonDocument ReadSettings() => JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Repository.Root, "appsettings.json")));

    private static IEnumerable<string> Leaves(string path, JsonElement element) => element.ValueKind == JsonValueKind.Object
        ? element.EnumerateObject().SelectMany(member => Leaves(path.Length == 0 ? member.Name : path + ":" + member.Name, member.Value))
        : [path];

    private static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => "",
        JsonValueKind.Array => string.Join(",", value.EnumerateArray().Select(Text)),
        JsonValueKind.Number => value.GetDouble().ToString("R", CultureInfo.InvariantCulture),
        JsonValueKind.True => "True",
        JsonValueKind.False => "False",
        _ => value.GetString()!,
    };

    private static string Text(object? value) => value switch
    {
        null => "",
        string text => text,
        bool flag => flag.ToString(),
        TimeOnly time => time.ToString("HH:mm:ss", CultureInfo.InvariantCulture),
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        System.Collections.IEnumerable items => string.Join(",", items.Cast<object>().Select(Text)),
        IConvertible number when value is not Enum => number.ToDouble(CultureInfo.InvariantCulture).ToString("R", CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };
}
