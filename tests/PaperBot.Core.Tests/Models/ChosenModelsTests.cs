using PaperBot.Models.Files;

namespace PaperBot.Models;

public sealed class ChosenModelsTests
{
    [Fact]
    public async Task Nothing_is_used_and_nothing_is_amiss_when_nothing_was_asked_for()
    {
        await using var bench = await StartAsync();
        foreach (var kind in Enum.GetValues<ModelKind>())
            bench.Get<ChosenModels>().Of(kind).ShouldBe((null, null));
    }

    [Fact]
    public async Task The_configuration_goes_before_what_was_chosen()
    {
        await using var bench = await StartAsync();
        await bench.PullAsync();
        var own = Write(bench, "own.gguf", GgufFile.Chat());
        bench.Get<UseModel>().Run("small", null).ShouldNotBeNull().IsOverridden.ShouldBeFalse();
        bench.Get<ChosenModels>().Of(ModelKind.Chat).Model!.Name.ShouldBe("small");
        bench.Set("Models:Chat", own);
        await using var other = bench.Build();
        ((ChosenModels)other.GetService(typeof(ChosenModels))!).Of(ModelKind.Chat).Model!.Path.ShouldBe(own);
    }

    [Fact]
    public async Task A_downloaded_model_is_run_as_the_catalogue_says_under_the_hash_it_came_with()
    {
        await using var bench = await StartAsync();
        bench.Hub.Files.Add(new(ModelBench.Repository, "embed.gguf", GgufFile.Embedder()));
        bench.Catalogue(new Dictionary<string, object>(ModelBench.Entry("embed", "embedder", "embed.gguf")) { ["context"] = 256, ["pooling"] = "cls", ["queryPrefix"] = "query: " });
        await bench.Get<Hub.PullModel>().RunAsync(bench.Model("embed"), null, CancellationToken.None);
        var (model, _) = bench.Get<ChosenModels>().Of(ModelKind.Embedder);
        model.ShouldNotBeNull();
        (model.Name, model.Runtime, model.Context, model.Pooling, model.QueryPrefix, model.DocumentPrefix).ShouldBe(("embed", "llama", 256, Pooling.Cls, "query: ", ""));
        model.Fingerprint.ShouldBe(bench.Hub.Files[1].Sha256);
    }

    [Fact]
    public async Task A_downloaded_embedder_is_used_without_being_chosen_and_can_be_turned_off()
    {
        await using var bench = await StartAsync();
        bench.Catalogue(ModelBench.Entry("embed", "embedder", "embed.gguf"));
        Write(bench, "models/embed.gguf", GgufFile.Embedder());
        bench.Get<ChosenModels>().Of(ModelKind.Embedder).Model!.Name.ShouldBe("embed");
        bench.Get<UseModel>().Run("none", ModelKind.Embedder);
        bench.Get<ChosenModels>().Of(ModelKind.Embedder).ShouldBe((null, null));
    }

    [Theory]
    [InlineData("small", ModelKind.Chat, "small is not on this machine. Get it with 'paperbot models pull small'.")]
    [InlineData("small", ModelKind.Reranker, "small is a chat model, not a reranker.")]
    [InlineData("gpt", ModelKind.Chat, "There is no model gpt. 'paperbot models list' shows the names")]
    [InlineData("gone.gguf", ModelKind.Chat, "gone.gguf is missing. Put it back, or choose another")]
    public async Task A_name_that_cannot_be_used_is_explained(string name, ModelKind kind, string said)
    {
        await using var bench = await StartAsync();
        bench.Set($"Models:{kind}", name);
        var (model, reason) = bench.Get<ChosenModels>().Of(kind);
        model.ShouldBeNull();
        reason.ShouldNotBeNull().ShouldContain(said);
    }

    [Fact]
    public async Task An_endpoint_is_left_to_its_runtime()
    {
        await using var bench = await StartAsync();
        bench.Set("Models:Chat", "openai");
        bench.Get<ChosenModels>().Of(ModelKind.Chat).Model.ShouldBe(new RunnableModel { Name = "openai", Kind = ModelKind.Chat, Runtime = "openai", Fingerprint = "openai" });
    }

    [Fact]
    public async Task A_file_of_the_users_own_answers_to_the_name_it_is_shown_under()
    {
        await using var bench = await StartAsync();
        var path = Write(bench, "My-Model.gguf", GgufFile.Chat());
        var used = bench.Get<UseModel>().Run(path, null).ShouldNotBeNull();
        (used.Kind, used.Model!.Name, used.Header!.Template).ShouldBe((ModelKind.Chat, "my-model", "chatml"));
        bench.Get<ChosenModels>().Named("my-model", ModelKind.Chat).Model!.Path.ShouldBe(path);
    }

    [Fact]
    public async Task The_kind_of_a_file_is_told_from_its_head_and_not_believed_otherwise()
    {
        await using var bench = await StartAsync();
        bench.Get<UseModel>().Run(Write(bench, "r.gguf", GgufFile.Reranker()), null)!.Kind.ShouldBe(ModelKind.Reranker);
        var embedder = Write(bench, "e.gguf", GgufFile.Embedder());
        Should.Throw<ModelUnavailableException>(() => bench.Get<UseModel>().Run(embedder, ModelKind.Chat)).Message.ShouldContain("is an embedder (bert), not a chat model");
    }

    [Fact]
    public async Task A_file_is_hashed_once_and_again_only_when_it_changed()
    {
        await using var bench = await StartAsync();
        var path = Write(bench, "own.gguf", GgufFile.Chat());
        var remembered = Path.Combine(bench.Folder, "fingerprints.json");
        var first = bench.Get<Fingerprints>().Of(path);
        var text = await System.IO.File.ReadAllTextAsync(remembered);
        text.ShouldContain(first);
        // What is remembered is believed: the file is not read again.
        await System.IO.File.WriteAllTextAsync(remembered, text.Replace(first, new string('c', 64)));
        bench.Get<Fingerprints>().Of(path).ShouldBe(new string('c', 64));
        await System.IO.File.AppendAllTextAsync(path, "x");
        bench.Get<Fingerprints>().Of(path).ShouldNotBe(new string('c', 64));
    }

    [Fact]
    public async Task Damaged_notes_are_as_good_as_none()
    {
        await using var bench = await StartAsync();
        Write(bench, "models/use.json", "{\"chat\": 7"u8.ToArray());
        Write(bench, "models/fingerprints.json", "[]"u8.ToArray());
        var path = Write(bench, "own.gguf", GgufFile.Chat());
        bench.Get<ChosenModels>().Of(ModelKind.Chat).ShouldBe((null, null));
        bench.Get<UseModel>().Run(path, null)!.Model.ShouldNotBeNull();
        bench.Get<ChosenModels>().Of(ModelKind.Chat).Model!.Path.ShouldBe(path);
    }

    [Fact]
    public async Task Removing_frees_the_file_and_takes_the_choice_back()
    {
        await using var bench = await StartAsync();
        await bench.PullAsync();
        bench.Get<UseModel>().UnlessChosen(bench.Model()).ShouldBeTrue();
        bench.Get<UseModel>().UnlessChosen(bench.Model()).ShouldBeFalse();
        (await bench.Get<RemoveModel>().RunAsync("small", CancellationToken.None)).ShouldBe(new RemovedModel("small", bench.Path, 3_000_000, WasChosen: true));
        Directory.EnumerateFiles(bench.Folder, "small*").ShouldBeEmpty();
        bench.Get<ChosenModels>().Of(ModelKind.Chat).ShouldBe((null, null));
        (await bench.Get<RemoveModel>().RunAsync("small", CancellationToken.None)).ShouldBeNull();
        (await bench.Get<RemoveModel>().RunAsync("../small", CancellationToken.None)).ShouldBeNull();
    }

    private static async Task<ModelBench> StartAsync()
    {
        var bench = await ModelBench.StartAsync();
        Directory.CreateDirectory(bench.Folder);
        return bench;
    }

    private static string Write(ModelBench bench, string name, byte[] content)
    {
        var path = Path.Combine(Path.GetDirectoryName(bench.Folder)!, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        System.IO.File.WriteAllBytes(path, content);
        return path;
    }
}
