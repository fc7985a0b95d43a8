namespace PaperBot.Commands;

public sealed class DoctorVerbTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("paperbot-doctor-").FullName;

    [Fact]
    public async Task Doctor_names_every_part_with_its_state()
    {
        await IngestAsync();
        var findings = (await CommandRun.OfAsync(_folder, "doctor", "--json")).Json.EnumerateArray()
            .ToDictionary(finding => finding.GetProperty("area").GetString()!, finding => finding.GetProperty("level").GetString());
        findings.Keys.ShouldBe(["library", "index", "embedder", "neural embedder", "adapters", "chat model", "embedder model", "reranker", "model runtimes", "models folder", "disk", "memory", "processor", "GPU", "network"], ignoreOrder: true);
        findings["library"].ShouldBe("ok");
        findings["index"].ShouldBe("ok");
    }

    [Fact]
    public async Task Doctor_finds_damage_that_no_search_has_met_and_says_what_to_do()
    {
        await IngestAsync();
        var segment = Directory.GetFiles(Path.Combine(_folder, "index"), "*.segment").Single();
        var bytes = File.ReadAllBytes(segment);
        bytes[bytes.Length * 3 / 4] ^= 0x55;
        File.WriteAllBytes(segment, bytes);
        var result = await CommandRun.OfAsync(_folder, "doctor", "--json");
        result.ExitCode.ShouldBe(ExitCode.Failure);
        var index = result.Json.EnumerateArray().Single(finding => finding.GetProperty("area").GetString() == "index");
        index.GetProperty("level").GetString().ShouldBe("problem");
        index.GetProperty("advice").GetString()!.ShouldContain("paperbot reindex");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task IngestAsync()
    {
        var file = PaperFile.Write(Path.Combine(_folder, "papers.jsonl"), 1, 50);
        (await CommandRun.OfAsync(_folder, "ingest", file)).ExitCode.ShouldBe(ExitCode.Done);
    }
}
