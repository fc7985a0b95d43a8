using System.Globalization;
using System.Text.Json;
using PaperBot.Models.Hub;
using PaperBot.Testing.Fakes;

namespace PaperBot.Models;

public sealed class PullModelTests
{
    [Fact]
    public async Task A_model_is_downloaded_checked_and_recorded()
    {
        await using var bench = await ModelBench.StartAsync();
        var result = await bench.PullAsync();
        result.ShouldBe(new PullResult(bench.Path, 3_000_000, bench.File.Sha256, WasThere: false));
        bench.ShouldBeWhole();
        var record = JsonDocument.Parse(await System.IO.File.ReadAllTextAsync(bench.Path + ".json")).RootElement;
        record.GetProperty("sha256").GetString().ShouldBe(bench.File.Sha256);
        record.GetProperty("commit").GetString().ShouldBe(FakeHub.Commit);
    }

    [Fact]
    public async Task A_model_that_is_there_is_not_asked_for_again()
    {
        await using var bench = await ModelBench.StartAsync();
        await bench.PullAsync();
        var asked = bench.Hub.Requests.Count;
        (await bench.PullAsync()).WasThere.ShouldBeTrue();
        bench.Hub.Requests.Count.ShouldBe(asked);
    }

    [Fact]
    public async Task The_token_goes_to_the_hub_and_never_to_its_storage()
    {
        await using var bench = await ModelBench.StartAsync();
        bench.Set("HuggingFace:Token", "hf_secret");
        await bench.PullAsync();
        bench.Hub.Violations.ShouldBeEmpty();
        bench.Hub.Requests.Except(bench.Hub.StorageRequests).ShouldAllBe(request => request.Headers["Authorization"] == "Bearer hf_secret");
    }

    [Fact]
    public async Task A_mirror_is_sent_no_token()
    {
        await using var bench = await ModelBench.StartAsync();
        bench.Set("HuggingFace:BaseAddress", "https://huggingface.co/");
        bench.Set("HuggingFace:Token", "hf_secret");
        bench.Set("Models:HubAddress", bench.Hub.Root);
        await bench.PullAsync();
        bench.ShouldBeWhole();
        bench.Hub.Requests.ShouldAllBe(request => !request.Headers.ContainsKey("Authorization"));
    }

    [Fact]
    public async Task A_connection_dropped_in_the_middle_is_taken_up_again()
    {
        await using var bench = await ModelBench.StartAsync();
        bench.Hub.Next(Misbehaviour.None, Misbehaviour.None, Misbehaviour.DropMidBody, Misbehaviour.None, Misbehaviour.DropMidBody);
        await bench.PullAsync();
        bench.ShouldBeWhole();
        bench.Hub.StorageRequests.Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_download_goes_on_where_an_earlier_one_stopped()
    {
        await using var bench = await ModelBench.StartAsync();
        bench.LeavePart(bench.File.Content, 1_234_567, $"\"{bench.File.GitId}-1\"");
        await bench.PullAsync();
        bench.ShouldBeWhole();
        var request = bench.Hub.StorageRequests.ShouldHaveSingleItem();
        request.Headers["Range"].ShouldBe("bytes=1234567-");
        request.Headers["If-Range"].ShouldBe($"\"{bench.File.GitId}-1\"");
    }

    [Fact]
    public async Task A_part_of_another_version_of_the_file_is_thrown_away()
    {
        await using var bench = await ModelBench.StartAsync();
        bench.LeavePart(bench.File.Content, 1_000_000);
        System.IO.File.WriteAllText(bench.PartPath + ".json", JsonSerializer.Serialize(new { sha256 = new string('0', 64) }));
        await bench.PullAsync();
        bench.ShouldBeWhole();
        bench.Hub.StorageRequests.ShouldHaveSingleItem().Headers.Keys.ShouldNotContain("Range");
    }

    [Fact]
    public async Task A_file_renewed_in_the_storage_is_fetched_from_its_beginning()
    {
        await using var bench = await ModelBench.StartAsync();
        bench.LeavePart(bench.File.Content, 1_000_000, $"\"{bench.File.GitId}-1\"");
        bench.Hub.StorageVersion = "2";
        await bench.PullAsync();
        bench.ShouldBeWhole();
        bench.Hub.StorageRequests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_damaged_part_costs_a_second_download_and_no_more()
    {
        await using var bench = await ModelBench.StartAsync();
        var damaged = bench.File.Content.ToArray();
        damaged[500_000] ^= 1;
        bench.LeavePart(damaged, 1_000_000);
        await bench.PullAsync();
        bench.ShouldBeWhole();
        bench.Hub.StorageRequests.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Bytes_that_are_not_the_announced_ones_are_refused_and_deleted()
    {
        await using var bench = await ModelBench.StartAsync();
        bench.Hub.Files[0] = bench.File with { SentInstead = FakeHubFile.SomeBytes(3_000_000, 2) };
        (await bench.FailAsync()).ShouldContain("is not what 127.0.0.1 announced");
        Directory.EnumerateFiles(bench.Folder).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(2_000_000)]
    [InlineData(4_000_000)]
    public async Task A_file_of_another_length_than_announced_is_refused(int length)
    {
        await using var bench = await ModelBench.StartAsync();
        bench.Hub.Files[0] = bench.File with { SentInstead = FakeHubFile.SomeBytes(length, 2) };
        (await bench.FailAsync()).ShouldContain(string.Create(CultureInfo.InvariantCulture, $"sends {length:N0} bytes instead of 3,000,000"));
        System.IO.File.Exists(bench.Path).ShouldBeFalse();
    }

    [Fact]
    public async Task Failures_that_pass_are_waited_out_as_long_as_the_hub_says()
    {
        await using var bench = await ModelBench.StartAsync();
        bench.Hub.Next(Misbehaviour.Status(429, retryAfter: "7"), Misbehaviour.Status(500), Misbehaviour.None, Misbehaviour.Status(503), Misbehaviour.None, Misbehaviour.Drop, Misbehaviour.None);
        await bench.PullAsync();
        bench.ShouldBeWhole();
        bench.Clock.Delays.ShouldContain(TimeSpan.FromSeconds(7));
    }

    [Fact]
    public async Task A_hub_that_stays_broken_is_given_up_with_a_message_that_says_what_is_kept()
    {
        await using var bench = await ModelBench.StartAsync();
        bench.LeavePart(bench.File.Content, 1_000_000);
        bench.Hub.Next(Enumerable.Repeat(Misbehaviour.Status(500), 50).Prepend(Misbehaviour.None));
        var message = await bench.FailAsync();
        message.ShouldContain("small.gguf did not come whole from 127.0.0.1 (HTTP 500)");
        message.ShouldContain("What came (1.0 MB) is kept: 'paperbot models pull small' goes on from there.");
        new FileInfo(bench.PartPath).Length.ShouldBe(1_000_000);
    }

    [Theory]
    [InlineData("", "HTTP 401")]
    [InlineData("hf_other", "HTTP 403")]
    public async Task A_gated_repository_is_explained(string token, string status)
    {
        await using var bench = await ModelBench.StartAsync();
        bench.Hub.Gated.Add(ModelBench.Repository);
        bench.Set("HuggingFace:Token", token);
        var message = await bench.FailAsync();
        message.ShouldContain($"maker/model-GGUF is gated: its makers ask for consent first ({status}). Accept their terms at {bench.Hub.Root}/maker/model-GGUF");
        message.ShouldContain("HF_TOKEN");
        message.ShouldNotContain("hf_other");
    }

    [Fact]
    public async Task A_token_that_has_consented_opens_a_gated_repository()
    {
        await using var bench = await ModelBench.StartAsync();
        bench.Hub.Gated.Add(ModelBench.Repository);
        bench.Set("HuggingFace:Token", "hf_consents");
        await bench.PullAsync();
        bench.ShouldBeWhole();
    }

    [Theory]
    [InlineData("file", "gone.gguf", "has no file gone.gguf (HTTP 404)")]
    [InlineData("revision", "gone", "has no revision gone (HTTP 404)")]
    [InlineData("repository", "maker/gone", "does not show maker/gone to strangers (HTTP 401)")]
    public async Task What_the_hub_does_not_have_is_named(string field, string value, string said)
    {
        await using var bench = await ModelBench.StartAsync();
        bench.Catalogue(new Dictionary<string, object>(ModelBench.Entry("small", "chat", "small.gguf")) { [field] = value });
        (await bench.FailAsync()).ShouldContain(said);
    }

    [Fact]
    public async Task A_renamed_repository_is_found()
    {
        await using var bench = await ModelBench.StartAsync();
        bench.Hub.Renamed["maker/old-name"] = ModelBench.Repository;
        bench.Catalogue(new Dictionary<string, object>(ModelBench.Entry("small", "chat", "small.gguf")) { ["repository"] = "maker/old-name" });
        await bench.PullAsync();
        bench.ShouldBeWhole();
    }

    [Fact]
    public async Task A_hub_that_tells_the_hash_only_in_its_list_of_files_will_do()
    {
        await using var bench = await ModelBench.StartAsync();
        bench.Hub.TellsLinked = false;
        await bench.PullAsync();
        bench.ShouldBeWhole();
    }

    [Fact]
    public async Task A_mirror_that_tells_no_hash_is_refused_before_anything_is_downloaded()
    {
        await using var bench = await ModelBench.StartAsync();
        (bench.Hub.TellsLinked, bench.Hub.HasTree) = (false, false);
        (await bench.FailAsync()).ShouldContain("does not tell the SHA-256 of small.gguf");
        bench.Hub.StorageRequests.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_file_that_is_not_the_one_the_catalogue_pins_is_refused_before_anything_is_downloaded()
    {
        await using var bench = await ModelBench.StartAsync();
        bench.Catalogue(new Dictionary<string, object>(ModelBench.Entry("small", "chat", "small.gguf")) { ["sha256"] = new string('a', 64) });
        (await bench.FailAsync()).ShouldContain("is not the file that the catalogue names");
        bench.Hub.StorageRequests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Without_room_nothing_is_downloaded_and_the_message_says_how_much_is_needed()
    {
        await using var bench = await ModelBench.StartAsync();
        bench.FreeBytes = _ => 50_000_000;
        (await bench.FailAsync()).ShouldContain("103 MB are needed, 50 MB are free");
        bench.Hub.StorageRequests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Room_that_goes_while_downloading_stops_it_and_keeps_what_came()
    {
        await using var bench = await ModelBench.StartAsync();
        var large = new FakeHubFile(ModelBench.Repository, "large.gguf", FakeHubFile.SomeBytes(40_000_000, 3));
        bench.Hub.Files.Add(large);
        bench.Catalogue(ModelBench.Entry("small", "chat", "large.gguf"));
        var free = new Queue<long>([1_000_000_000, 90_000_000]);
        bench.FreeBytes = _ => free.Dequeue();
        (await bench.FailAsync()).ShouldContain("90 MB are free. Free some, or name a folder on another disk in Models:Folder. What came is kept.");
        new FileInfo(Path.Combine(bench.Folder, "large.gguf.part")).Length.ShouldBeInRange(32_000_000, 34_000_000);
    }

    [Fact]
    public async Task Two_pulls_at_once_download_once()
    {
        await using var bench = await ModelBench.StartAsync();
        var (arrived, release) = (new TaskCompletionSource(), new TaskCompletionSource());
        bench.Hub.Next(Misbehaviour.None, Misbehaviour.None, Misbehaviour.Held(arrived, release.Task));
        var first = bench.PullAsync();
        await arrived.Task;
        var stages = new Stages();
        await using var other = bench.Build(TimeProvider.System);
        var second = ((PullModel)other.GetService(typeof(PullModel))!).RunAsync(bench.Model(), stages, CancellationToken.None);
        await stages.Waiting.Task;
        release.SetResult();
        (await first).WasThere.ShouldBeFalse();
        (await second).WasThere.ShouldBeTrue();
        bench.Hub.StorageRequests.Count.ShouldBe(1);
        bench.ShouldBeWhole();
    }

    [Fact]
    public async Task A_stopped_download_keeps_its_part()
    {
        await using var bench = await ModelBench.StartAsync();
        using var stop = new CancellationTokenSource();
        var arrived = new TaskCompletionSource();
        bench.Hub.Next(Misbehaviour.None, Misbehaviour.None, Misbehaviour.StandStill(arrived));
        var pull = bench.PullAsync(cancellationToken: stop.Token);
        await arrived.Task;
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => pull);
        System.IO.File.Exists(bench.PartPath).ShouldBeTrue();
        await bench.PullAsync();
        bench.ShouldBeWhole();
    }

    [Fact]
    public async Task Without_a_network_the_message_says_so_and_names_the_way_out()
    {
        await using var bench = await ModelBench.StartAsync();
        bench.Set("HuggingFace:BaseAddress", "http://127.0.0.1:9/");
        var message = await bench.FailAsync();
        message.ShouldStartWith("127.0.0.1 cannot be reached");
        message.ShouldContain("Models:HubAddress");
    }

    [Fact]
    public async Task The_same_file_put_there_by_hand_is_taken_as_it_is_and_another_is_left_alone()
    {
        await using var bench = await ModelBench.StartAsync();
        Directory.CreateDirectory(bench.Folder);
        await System.IO.File.WriteAllBytesAsync(bench.Path, FakeHubFile.SomeBytes(3_000_000, 9));
        (await bench.FailAsync()).ShouldContain("not the file that the hub has");
        await System.IO.File.WriteAllBytesAsync(bench.Path, bench.File.Content);
        (await bench.PullAsync()).WasThere.ShouldBeTrue();
        bench.ShouldBeWhole();
        bench.Hub.StorageRequests.ShouldBeEmpty();
    }

    private sealed class Stages : IProgress<PullProgress>
    {
        public TaskCompletionSource Waiting { get; } = new();

        public void Report(PullProgress value)
        {
            if (value.Stage == PullStage.Waiting)
                Waiting.TrySetResult();
        }
    }
}
