using System.Text.Json;
using Microsoft.Data.Sqlite;
using PaperBot.Adapters;
using PaperBot.Library;
using PaperBot.Papers;
using PaperBot.Testing;

namespace PaperBot.Commands;

/// <summary>The neural embedder through the real executable.</summary>
public sealed class EmbeddingVerbTests : IDisposable
{
    private const int Papers = 200;
    private const int BatchSize = 8;

    private readonly TemporaryLibrary _temporary = new();
    private readonly FakeAdapterFolder _adapters = new();

    public void Dispose()
    {
        _adapters.Dispose();
        _temporary.Dispose();
    }

    [Fact]
    public async Task A_killed_embedding_loses_at_most_a_batch()
    {
        Store();
        using (var process = Executable.Start(_adapters.Environment(pauseMilliseconds: 400), Verb("reindex", "--json")))
        {
            while (!process.HasExited && Embedded() < 3 * BatchSize)
                await Task.Yield();
            process.HasExited.ShouldBeFalse("the embedder takes its time");
            process.Kill();
            await process.WaitForExitAsync();
        }
        var kept = Embedded();
        kept.ShouldBeGreaterThanOrEqualTo(3 * BatchSize);
        (kept % BatchSize).ShouldBe(0);

        var again = await RunAsync("reindex", "--json");

        again.ExitCode.ShouldBe(0, again.Error);
        JsonDocument.Parse(again.Output).RootElement.GetProperty("embedding").GetProperty("embedded").GetInt32().ShouldBe(Papers - kept);
        Embedded().ShouldBe(Papers);
        var status = JsonDocument.Parse((await RunAsync("status", "--json")).Output).RootElement;
        status.GetProperty("index").GetProperty("vectorSpace").GetString().ShouldBe("hash-1/64");
        status.GetProperty("index").GetProperty("behind").GetInt32().ShouldBe(0);
        var neural = status.GetProperty("neural");
        (neural.GetProperty("name").GetString(), neural.GetProperty("embedded").GetInt32(), neural.GetProperty("missing").GetInt32()).ShouldBe(("mini", Papers, 0));
    }

    [Fact]
    public async Task One_line_says_that_papers_are_not_embedded_yet_and_a_chat_embeds_them()
    {
        Store();
        var asked = await RunAsync("search", "sparse attention");
        asked.ExitCode.ShouldBe(0, asked.Error);
        asked.Error.Trim().ShouldBe("paperbot: 200 papers are not embedded with mini yet; 'paperbot reindex' does it.");
        Embedded().ShouldBe(0);

        using var chat = Executable.Start(_adapters.Environment(), Verb("chat"));
        var (output, error) = (chat.StandardOutput.ReadToEndAsync(), chat.StandardError.ReadToEndAsync());
        while (Embedded() < Papers && !chat.HasExited)
            await Task.Yield();
        await chat.StandardInput.WriteLineAsync("/quit");
        await chat.WaitForExitAsync();
        (await error).ShouldBeEmpty();
        (await output).ShouldNotContain("embedded");

        (await RunAsync("search", "sparse attention")).Error.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_model_file_that_is_gone_is_named_and_the_built_in_embedder_serves()
    {
        Store();
        await RunAsync("reindex");
        File.Delete(_adapters.ModelPath);
        var searched = await RunAsync("search", "sparse attention", "--limit", "3", "--json");
        searched.ExitCode.ShouldBe(0, searched.Error);
        searched.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldHaveSingleItem().ShouldSatisfyAllConditions(line => line.ShouldStartWith($"paperbot: The model file {_adapters.ModelPath} is missing."), line => line.ShouldEndWith("The built-in embedder serves."));
        JsonDocument.Parse(searched.Output).RootElement.GetProperty("papers").GetArrayLength().ShouldBe(3);
        var doctor = await RunAsync("doctor", "--json");
        JsonDocument.Parse(doctor.Output).RootElement.EnumerateArray().Single(item => item.GetProperty("area").GetString() == "neural embedder")
            .GetProperty("level").GetString().ShouldBe("problem");
    }

    private void Store() => _temporary.Library.Store([.. PaperSamples.Many(Papers).Select(paper => (paper, (Listing?)null))]);

    private Task<ExecutableResult> RunAsync(params string[] arguments) => Executable.RunAsync(_adapters.Environment(), Verb(arguments));

    private string[] Verb(params string[] arguments) => [.. arguments, "--library", _temporary.Options.Value.Folder];

    private int Embedded()
    {
        var folder = Path.Combine(_temporary.Options.Value.Folder, "index");
        if (!Directory.Exists(folder) || Directory.GetFiles(folder, "vectors-*.db") is not [var file])
            return 0;
        try
        {
            using var connection = LibraryDatabase.Connect(file, SqliteOpenMode.ReadWrite);
            return (int)LibraryDatabase.Number(connection, "SELECT count(*) FROM papers");
        }
        catch (SqliteException)
        {
            return 0; // It is just being made.
        }
    }
}
