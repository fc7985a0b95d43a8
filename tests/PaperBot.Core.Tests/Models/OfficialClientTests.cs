using System.Text.Json;
using PaperBot.Testing;
using PaperBot.Testing.Fakes;

namespace PaperBot.Models;

/// <summary>The hub's own client finds in the fake hub what it finds in the real one: the fake is no image of our client.</summary>
public sealed class OfficialClientTests
{
    private const string Ask = """
        import * as hub from "@huggingface/hub";
        const [hubUrl, repo, path, accessToken] = process.argv.slice(2);
        const wanted = { repo, path, hubUrl, accessToken: accessToken || undefined };
        try {
          const info = await hub.fileDownloadInfo(wanted);
          const blob = await hub.downloadFile(wanted);
          const bytes = blob && Buffer.from(await blob.arrayBuffer());
          const part = blob && Buffer.from(await blob.slice(1000, 3000).arrayBuffer());
          const sha256 = async data => Buffer.from(await crypto.subtle.digest("SHA-256", data)).toString("hex");
          console.log(JSON.stringify({ size: info?.size, etag: info?.etag, sha256: bytes && await sha256(bytes), part: part && await sha256(part), missing: info === null }));
        } catch (error) {
          console.log(JSON.stringify({ status: error.statusCode, message: error.message }));
        }
        """;

    private const string List = """
        import * as hub from "@huggingface/hub";
        const [hubUrl, repo] = process.argv.slice(2);
        const files = [];
        for await (const file of hub.listFiles({ repo, hubUrl })) files.push(file);
        console.log(JSON.stringify(files));
        """;

    [NpmFact("@huggingface/hub")]
    public async Task The_official_client_downloads_from_the_fake_hub_what_ours_does()
    {
        await using var bench = await ModelBench.StartAsync();
        bench.Hub.Files.Add(new FakeHubFile(ModelBench.Repository, "README.md", "# A model\n"u8.ToArray()) { IsStored = false });

        var stored = await AskAsync(bench, "small.gguf");
        stored.GetProperty("size").GetInt64().ShouldBe(3_000_000);
        stored.GetProperty("sha256").GetString().ShouldBe(bench.File.Sha256);
        stored.GetProperty("part").GetString().ShouldBe(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bench.File.Content.AsSpan(1000, 2000))));

        var small = await AskAsync(bench, "README.md");
        small.GetProperty("size").GetInt64().ShouldBe(10);
        small.GetProperty("etag").GetString().ShouldBe($"\"{bench.Hub.Files[1].GitId}\"");
        (await AskAsync(bench, "gone.gguf")).GetProperty("missing").GetBoolean().ShouldBeTrue();

        await bench.PullAsync();
        bench.ShouldBeWhole();
    }

    [NpmFact("@huggingface/hub")]
    public async Task The_official_client_is_refused_what_ours_is_refused()
    {
        await using var bench = await ModelBench.StartAsync();
        bench.Hub.Gated.Add(ModelBench.Repository);
        (await AskAsync(bench, "small.gguf")).GetProperty("status").GetInt32().ShouldBe(401);
        (await AskAsync(bench, "small.gguf", "hf_other")).GetProperty("status").GetInt32().ShouldBe(403);
        (await AskAsync(bench, "small.gguf", bench.Hub.ConsentingToken)).GetProperty("sha256").GetString().ShouldBe(bench.File.Sha256);
        bench.Hub.Violations.ShouldBeEmpty();
    }

    [NpmFact("@huggingface/hub")]
    public async Task The_official_client_reads_the_fake_hubs_list_of_files()
    {
        await using var bench = await ModelBench.StartAsync();
        using var list = JsonDocument.Parse(await NpmClient.RunAsync(List, bench.Hub.Root, ModelBench.Repository));
        var file = list.RootElement.EnumerateArray().ShouldHaveSingleItem();
        (file.GetProperty("path").GetString(), file.GetProperty("lfs").GetProperty("oid").GetString()).ShouldBe(("small.gguf", bench.File.Sha256));
    }

    private static async Task<JsonElement> AskAsync(ModelBench bench, string path, string token = "")
    {
        using var document = JsonDocument.Parse(await NpmClient.RunAsync(Ask, bench.Hub.Root, ModelBench.Repository, path, token));
        return document.RootElement.Clone();
    }
}
