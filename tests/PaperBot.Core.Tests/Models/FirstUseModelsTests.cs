using PaperBot.Models.FirstUse;
using PaperBot.Models.Hub;
using PaperBot.Testing.Fakes;

namespace PaperBot.Models;

public sealed class FirstUseModelsTests
{
    private static readonly Progress<PullProgress> Silence = new();

    [Fact]
    public async Task The_smallest_embedder_is_fetched_once_and_used()
    {
        await using var bench = await StartAsync();
        var first = bench.Get<FirstUseModels>();
        first.MissingEmbedder().ShouldNotBeNull().Name.ShouldBe("embed");
        (await first.FetchAsync(first.MissingEmbedder()!, Silence, CancellationToken.None)).ShouldBeTrue();
        first.MissingEmbedder().ShouldBeNull();
        bench.Get<ChosenModels>().Of(ModelKind.Embedder).Model!.Name.ShouldBe("embed");
    }

    [Fact]
    public async Task Nothing_is_fetched_that_nothing_here_could_run()
    {
        await using var bench = await StartAsync();
        bench.Runtimes.Clear();
        bench.Get<FirstUseModels>().MissingEmbedder().ShouldBeNull();
        bench.Get<FirstUseModels>().ChatToOffer().ShouldBeNull();
    }

    [Fact]
    public async Task Nothing_is_fetched_when_the_owner_decided_otherwise()
    {
        await using var bench = await StartAsync();
        bench.Get<UseModel>().Run("none", ModelKind.Embedder);
        bench.Get<FirstUseModels>().MissingEmbedder().ShouldBeNull();
        await using var off = await StartAsync();
        off.Set("Models:AutoPull", "none");
        off.Get<FirstUseModels>().MissingEmbedder().ShouldBeNull();
        off.Get<FirstUseModels>().ChatToOffer().ShouldBeNull();
    }

    [Fact]
    public async Task A_hub_that_fails_is_tried_again_after_a_day_and_doctor_can_say_why()
    {
        await using var bench = await StartAsync();
        bench.Hub.Gated.Add(ModelBench.Repository);
        var first = bench.Get<FirstUseModels>();
        (await first.FetchAsync(first.MissingEmbedder()!, Silence, CancellationToken.None)).ShouldBeFalse();
        first.MissingEmbedder().ShouldBeNull();
        first.LatestProblem.ShouldNotBeNull().ShouldContain("gated");
        bench.Clock.Advance(TimeSpan.FromDays(1));
        bench.Hub.Gated.Clear();
        (await first.FetchAsync(first.MissingEmbedder()!, Silence, CancellationToken.None)).ShouldBeTrue();
        first.LatestProblem.ShouldBeNull();
    }

    [Fact]
    public async Task A_hub_that_is_silent_is_not_waited_for()
    {
        await using var bench = await StartAsync();
        var arrived = new TaskCompletionSource();
        bench.Hub.Next(Misbehaviour.Silence(arrived));
        var first = bench.Get<FirstUseModels>();
        var fetching = first.FetchAsync(first.MissingEmbedder()!, Silence, CancellationToken.None);
        await arrived.Task;
        bench.Clock.Advance(TimeSpan.FromSeconds(4));
        (await fetching).ShouldBeFalse();
        first.LatestProblem.ShouldBe("The hub did not answer within 4 seconds.");
    }

    [Fact]
    public async Task A_download_that_was_stopped_goes_on_at_the_next_use()
    {
        await using var bench = await StartAsync();
        var arrived = new TaskCompletionSource();
        bench.Hub.Next(Misbehaviour.None, Misbehaviour.None, Misbehaviour.StandStill(arrived));
        using var stop = new CancellationTokenSource();
        var first = bench.Get<FirstUseModels>();
        var fetching = first.FetchAsync(first.MissingEmbedder()!, Silence, stop.Token);
        await arrived.Task;
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => fetching);
        (await first.FetchAsync(first.MissingEmbedder().ShouldNotBeNull(), Silence, CancellationToken.None)).ShouldBeTrue();
    }

    [Fact]
    public async Task The_chat_model_is_offered_once()
    {
        await using var bench = await StartAsync();
        var first = bench.Get<FirstUseModels>();
        first.ChatToOffer().ShouldNotBeNull().Name.ShouldBe("small");
        first.RememberAsking();
        first.ChatToOffer().ShouldBeNull();
        await using var later = bench.Build();
        ((FirstUseModels)later.GetService(typeof(FirstUseModels))!).ChatToOffer().ShouldBeNull();
    }

    [Fact]
    public async Task A_chat_model_that_was_accepted_is_used()
    {
        await using var bench = await StartAsync();
        (await bench.Get<FirstUseModels>().FetchAsync(bench.Model(), Silence, CancellationToken.None)).ShouldBeTrue();
        bench.Get<ChosenModels>().Of(ModelKind.Chat).Model!.Name.ShouldBe("small");
    }

    private static async Task<ModelBench> StartAsync()
    {
        var bench = await ModelBench.StartAsync();
        bench.Runtimes.Add(new FakeRuntime());
        bench.Hub.Files.Add(new FakeHubFile(ModelBench.Repository, "embed.gguf", FakeHubFile.SomeBytes(200_000, 4)));
        bench.Hub.Files.Add(new FakeHubFile(ModelBench.Repository, "big.gguf", FakeHubFile.SomeBytes(10, 5)));
        bench.Catalogue(
            ModelBench.Entry("small", "chat", "small.gguf"),
            new(ModelBench.Entry("big-embed", "embedder", "big.gguf")) { ["bytes"] = 500_000_000 },
            new(ModelBench.Entry("embed", "embedder", "embed.gguf")) { ["bytes"] = 200_000 });
        return bench;
    }
}
