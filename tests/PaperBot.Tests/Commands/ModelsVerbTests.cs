using System.Diagnostics;
using System.Text.Json;
using PaperBot.Testing;
using PaperBot.Testing.Fakes;

namespace PaperBot.Commands;

/// <summary>The executable against a fake hub, on the real clock.</summary>
public sealed class ModelsVerbTests : IAsyncLifetime, IDisposable
{
    private const string Repository = "maker/model-GGUF";
    private readonly TemporaryFolder _folder = new();
    private readonly FakeHub _hub = new(TimeProvider.System);
    private readonly FakeHubFile _file = new(Repository, "tiny.gguf", FakeHubFile.SomeBytes(2_000_000, 1));

    private string Models => _folder.File("models");

    public async Task InitializeAsync()
    {
        await _hub.StartAsync();
        _hub.Files.Add(_file);
        WriteCatalogue(new { name = "tiny", kind = "chat", tier = "tiny", repository = Repository, revision = "main", file = "tiny.gguf", licence = "MIT", bytes = 2_000_000, memoryGigabytes = 1 });
    }

    public async Task DisposeAsync() => await _hub.DisposeAsync();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_model_is_pulled_used_verified_and_removed()
    {
        var pulled = await RunAsync("pull", "tiny");
        (pulled.ExitCode, pulled.Output).ShouldBe((ExitCode.Done,
            $"tiny is complete and checked: {Path.Combine(Models, "tiny.gguf")} (2.0 MB).\nIt is the model that writes answers from now on; 'paperbot models use none --kind chat' turns it off.\n"), pulled.Error);
        (await RunAsync("pull", "tiny")).Output.ShouldContain("tiny is there already");
        (await RunAsync("list")).Output.ShouldContain("in use");
        (await RunAsync("verify")).Output.ShouldBe($"tiny: whole ({_file.Sha256}).\n");

        await using (var file = File.OpenWrite(Path.Combine(Models, "tiny.gguf")))
            file.WriteByte((byte)~_file.Content[0]);
        var damaged = await RunAsync("verify", "tiny");
        damaged.ExitCode.ShouldBe(ExitCode.Failure);
        damaged.Output.ShouldContain("tiny: damaged");

        (await RunAsync("remove", "tiny")).Output.ShouldBe("Removed tiny: 2.0 MB freed. It was in use; 'paperbot models use' chooses another.\n");
        (await RunAsync("remove", "tiny")).ExitCode.ShouldBe(ExitCode.NothingFound);
        (await RunAsync("verify")).ExitCode.ShouldBe(ExitCode.NothingFound);
    }

    [Fact]
    public async Task With_json_standard_output_holds_one_document()
    {
        var pulled = JsonDocument.Parse((await RunAsync("pull", "tiny", "--json")).Output).RootElement;
        (pulled.GetProperty("sha256").GetString(), pulled.GetProperty("inUse").GetBoolean()).ShouldBe((_file.Sha256, true));
        var listed = JsonDocument.Parse((await RunAsync("list", "--json")).Output).RootElement.EnumerateArray().ShouldHaveSingleItem();
        (listed.GetProperty("kind").GetString(), listed.GetProperty("licence").GetString(), listed.GetProperty("inUse").GetBoolean()).ShouldBe(("chat", "MIT", true));
        JsonDocument.Parse((await RunAsync("verify", "--json")).Output).RootElement[0].GetProperty("damaged").GetBoolean().ShouldBeFalse();
        JsonDocument.Parse((await RunAsync("remove", "tiny", "--json")).Output).RootElement.GetProperty("freedBytes").GetInt64().ShouldBe(2_000_000);
    }

    [Fact]
    public async Task The_token_never_reaches_the_terminal()
    {
        _hub.Gated.Add(Repository);
        var run = await Executable.RunAsync([.. Environment(), ("HF_TOKEN", "hf_verysecret")], "models", "pull", "tiny");
        run.ExitCode.ShouldBe(ExitCode.Failure);
        run.Error.ShouldContain("is gated");
        (run.Output + run.Error).ShouldNotContain("verysecret");
        _hub.Requests.ShouldContain(request => request.Headers["Authorization"] == "Bearer hf_verysecret");
    }

    [Fact]
    public async Task A_file_larger_than_the_disk_is_refused_with_the_figures()
    {
        _hub.Files[0] = _file with { AnnouncedBytes = 4_000_000_000_000_000 };
        var run = await RunAsync("pull", "tiny");
        run.ExitCode.ShouldBe(ExitCode.Failure);
        run.Error.ShouldContain("4000000.1 GB are needed");
    }

    [Fact]
    public async Task A_stopped_pull_says_that_it_goes_on_and_does()
    {
        if (OperatingSystem.IsWindows())
            return;
        var arrived = new TaskCompletionSource();
        _hub.Next(Misbehaviour.None, Misbehaviour.None, Misbehaviour.StandStill(arrived));
        using var process = Executable.Start(Environment(), "models", "pull", "tiny");
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await arrived.Task;
        using (var kill = Process.Start("kill", ["-TERM", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]))
            await kill.WaitForExitAsync();
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(ExitCode.Cancelled, await output);
        (await error).ShouldContain("What came is kept; the same command goes on from there.");
        File.Exists(Path.Combine(Models, "tiny.gguf.part")).ShouldBeTrue();
        (await RunAsync("pull", "tiny")).ExitCode.ShouldBe(ExitCode.Done);
        (await RunAsync("verify")).Output.ShouldContain("whole");
    }

    [Fact]
    public async Task Names_that_are_none_get_a_hint()
    {
        var run = await RunAsync("pull", "tin");
        (run.ExitCode, run.Error).ShouldBe((ExitCode.NothingFound, "paperbot: There is no model tin. Did you mean tiny?\n"));
        (await RunAsync("use", "tiny")).Error.ShouldBe("paperbot: tiny is not on this machine. Get it with 'paperbot models pull tiny'.\n");
        (await RunAsync("use", "none")).ExitCode.ShouldBe(ExitCode.Usage);
        (await RunAsync("use", "./gone.gguf")).ExitCode.ShouldBe(ExitCode.NothingFound);
    }

    [Fact]
    public async Task A_file_that_holds_no_model_is_refused_by_name()
    {
        var path = _folder.File("text.gguf");
        await File.WriteAllTextAsync(path, "This is no model at all, only text.");
        var run = await RunAsync("use", path);
        (run.ExitCode, run.Error).ShouldBe((ExitCode.Failure, $"paperbot: {path} cannot be used: it is no GGUF file (it does not begin with GGUF). Download it again, or choose another.\n"));
    }

    [SharedFact("models/all-MiniLM-L6-v2.q8_0.gguf")]
    public async Task A_file_of_ones_own_is_used_and_shown()
    {
        var path = SharedFiles.Path("models/all-MiniLM-L6-v2.q8_0.gguf");
        var run = await RunAsync("use", path);
        run.Output.ShouldStartWith("all-minilm-l6-v2.q8_0 is the embedder from now on.");
        (await RunAsync("list")).Output.ShouldContain("all-minilm-l6-v2.q8_0");
        var status = await Executable.RunAsync(Environment(), "status", "--json", "--library", _folder.File("library"));
        JsonDocument.Parse(status.Output).RootElement.GetProperty("models").GetProperty("embedder").GetProperty("bytes").GetInt64().ShouldBe(25_285_312);
    }

    [Fact]
    public async Task Every_error_of_the_catalogue_stops_the_start()
    {
        WriteCatalogue(new { name = "tiny", kind = "painter", tier = "tiny", repository = Repository, revision = "main", file = "../tiny.gguf", licence = "MIT", bytes = 1, memoryGigabytes = 1 });
        var run = await RunAsync("list");
        run.ExitCode.ShouldBe(ExitCode.Usage);
        run.Error.ShouldContain("tiny: kind 'painter' is not known");
        run.Error.ShouldContain("tiny: file '../tiny.gguf' must be the bare name");
    }

    [Fact]
    public async Task A_reading_verb_that_is_not_attended_downloads_nothing()
    {
        var run = await Executable.RunAsync([.. Environment(), ("PAPERBOT_Models__AutoPull", "embedder")], "ask", "What are retrieval heads?", "--library", _folder.File("library"));
        run.ExitCode.ShouldBe(ExitCode.Done, run.Error);
        _hub.Requests.ShouldBeEmpty();
    }

    private (string, string)[] Environment() =>
        [("PAPERBOT_HuggingFace__BaseAddress", _hub.Root), ("PAPERBOT_Models__Folder", Models), ("PAPERBOT_Models__Catalogue", _folder.File("catalogue.json"))];

    private void WriteCatalogue(params object[] models) => File.WriteAllText(_folder.File("catalogue.json"), JsonSerializer.Serialize(new { models }));

    private Task<ExecutableResult> RunAsync(params string[] arguments) => Executable.RunAsync(Environment(), ["models", .. arguments, "--library", _folder.File("library")]);
}
