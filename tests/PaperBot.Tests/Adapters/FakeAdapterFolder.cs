using System.Text.Json;
using PaperBot.Testing;
using PaperBot.Testing.Fakes;

namespace PaperBot.Adapters;

/// <summary>A folder of adapters that holds <see cref="FakeAdapter"/>, and a model file it "loads", for runs of the real executable.</summary>
internal sealed class FakeAdapterFolder : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public FakeAdapterFolder()
    {
        var place = Directory.CreateDirectory(_folder.File("adapters/fake")).FullName;
        // What the types of PaperBot.Testing refer to.
        string[] files = [.. new[] { "PaperBot.Testing.dll", "Shouldly.dll", "DiffEngine.dll", "EmptyFiles.dll" }
            .Concat(Directory.GetFiles(AppContext.BaseDirectory, "xunit.*.dll").Select(path => Path.GetFileName(path)!)).Where(file => File.Exists(Path.Combine(AppContext.BaseDirectory, file)))];
        foreach (var file in files)
            File.Copy(Path.Combine(AppContext.BaseDirectory, file), Path.Combine(place, file));
        const string Target = ".NETCoreApp,Version=v10.0";
        File.WriteAllText(Path.Combine(place, "PaperBot.Testing.deps.json"), JsonSerializer.Serialize(new
        {
            runtimeTarget = new { name = Target },
            targets = new Dictionary<string, object>
            {
                [Target] = files.ToDictionary(
                    file => Path.GetFileNameWithoutExtension(file) + "/1.0.0", file => (object)new { runtime = new Dictionary<string, object> { [file] = new { } } }),
            },
            libraries = files.ToDictionary(file => Path.GetFileNameWithoutExtension(file) + "/1.0.0", _ => new { type = "project", serviceable = false, sha512 = "" }),
        }));
        File.WriteAllText(ModelPath, "weights");
    }

    public string ModelPath => _folder.File("mini.gguf");

    /// <summary>Environment of a run that has the adapter and has chosen the model.</summary>
    /// <param name="pauseMilliseconds">What each call of the embedder takes.</param>
    public (string, string)[] Environment(int pauseMilliseconds = 0) =>
    [
        ("PAPERBOT_Adapters__Folder", _folder.File("adapters")), ("PAPERBOT_Models__Embedder", ModelPath), ("PAPERBOT_Models__Folder", _folder.File("models")),
        (FakeAdapter.PauseVariable, FormattableString.Invariant($"{pauseMilliseconds}")), ("PAPERBOT_Embedding__BatchSize", "8"),
    ];

    public void Dispose() => _folder.Dispose();
}
