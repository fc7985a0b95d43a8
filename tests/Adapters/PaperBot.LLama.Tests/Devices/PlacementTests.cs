using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using PaperBot.LLama.TinyModels;
using PaperBot.Models;
using PaperBot.Testing;

namespace PaperBot.LLama.Devices;

public sealed class PlacementTests
{
    private const long Gigabyte = 1L << 30;

    // 7 billion numbers of 4 bits, 32 layers, 8 key heads of 128.
    private static readonly ModelShape Seven = new(4 * Gigabyte, 32, 2048);

    [Theory]
    [InlineData("auto", 24, 33)]
    [InlineData("auto", 4, 12)]
    [InlineData("auto", 1, 0)]
    [InlineData("0", 24, 0)]
    [InlineData("20", 24, 20)]
    public void As_many_layers_go_to_a_graphics_processor_as_its_memory_holds(string setting, int gigabytes, int layers) =>
        LayerPlan.Layers(setting, [new GraphicsDevice("x", gigabytes * Gigabyte, 24 * Gigabyte)], Seven, 16384, 2).ShouldBeInRange(layers, layers + 5);

    [Fact]
    public void Without_a_graphics_processor_no_layer_goes_anywhere()
    {
        LayerPlan.Layers("auto", [], Seven, 4096, 2).ShouldBe(0);
        LayerPlan.Layers("20", [], Seven, 4096, 2).ShouldBe(0);
        LayerPlan.Layers("auto", [new GraphicsDevice("x", Gigabyte * 24, Gigabyte * 24)], null, 4096, 2).ShouldBe(0);
    }

    [Fact]
    public void The_shape_of_a_model_is_read_from_its_values()
    {
        var values = new Dictionary<string, string>
        {
            ["general.architecture"] = "gemma3",
            ["gemma3.block_count"] = "26",
            ["gemma3.embedding_length"] = "1152",
            ["gemma3.attention.head_count"] = "4",
            ["gemma3.attention.head_count_kv"] = "[1, 2, 1]",
            ["gemma3.attention.key_length"] = "256",
        };
        ModelShape.Of(values, 5).ShouldBe(new ModelShape(5, 26, 2 * 256 + 2 * 288));
        ModelShape.Of(new Dictionary<string, string>(), 5).ShouldBeNull();
    }

    [Fact]
    public void Cores_are_counted_once_however_many_threads_they_have()
    {
        using var folder = new TemporaryFolder();
        foreach (var (cpu, siblings) in new[] { ("cpu0", "0,2"), ("cpu1", "1,3"), ("cpu2", "0,2"), ("cpu3", "1,3") })
        {
            var topology = Directory.CreateDirectory(Path.Combine(folder.Path, cpu, "topology"));
            File.WriteAllText(Path.Combine(topology.FullName, "thread_siblings_list"), siblings + "\n");
        }
        Directory.CreateDirectory(folder.File("cpufreq"));
        ProcessorCores.PhysicalIn(folder.Path).ShouldBe(2);
        ProcessorCores.PhysicalIn(folder.File("absent")).ShouldBe(int.MaxValue);
        ProcessorCores.Count.ShouldBeInRange(1, Environment.ProcessorCount);
    }

    [Fact]
    public void Doctor_is_told_where_models_run() => Runtime().Describe().ShouldContain(fact => fact.Contains("llama.cpp", StringComparison.Ordinal));

    [Fact]
    public void Graphics_processors_tell_their_memory()
    {
        Runtime().Describe();
        GraphicsDevices.Find().ShouldAllBe(device => device.TotalBytes > 0 && device.FreeBytes <= device.TotalBytes && device.Name.Length > 0);
    }

    [Theory]
    [InlineData("absent", "is missing")]
    [InlineData("damaged", "it is no GGUF file")]
    [InlineData("cut", "it is cut")]
    [InlineData("without template", "holds no chat template that PaperBot knows")]
    [InlineData("other template", "has no <|start_header_id|>")]
    [InlineData("nameless template", "unknown chat template 'vicuna'")]
    public async Task A_model_that_cannot_be_loaded_says_why(string kind, string message)
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("model.gguf");
        if (kind == "damaged")
            await File.WriteAllTextAsync(path, new string('x', 100));
        else if (kind != "absent")
            TinyModel.WriteLlama(path, template: kind == "without template" ? null : "<|im_start|>");
        if (kind == "cut")
            await File.WriteAllBytesAsync(path, (await File.ReadAllBytesAsync(path))[..^5000]);
        var template = kind switch { "other template" => "llama3", "nameless template" => "vicuna", _ => null };
        var model = new RunnableModel { Name = "m", Kind = ModelKind.Chat, Runtime = "llama", Path = path, Fingerprint = "f", Template = template };
        (await Should.ThrowAsync<ModelUnavailableException>(() => Runtime().LoadChatAsync(model, CancellationToken.None))).Message.ShouldContain(message);
    }

    [Fact]
    public async Task Tools_and_pictures_are_refused_by_name()
    {
        await using var tiny = await TinyClient.LoadAsync();
        (await Should.ThrowAsync<NotSupportedException>(() => tiny.AskAsync("s", "q", options => options.Tools = [AIFunctionFactory.Create(() => 1, "f")]))).Message.ShouldContain("tools");
        ChatMessage picture = new(ChatRole.User, [new TextContent("q"), new DataContent(new byte[] { 1 }, "image/png")]);
        (await Should.ThrowAsync<NotSupportedException>(() => tiny.Client.GetResponseAsync([picture]))).Message.ShouldContain("DataContent");
    }

    private static LLamaRuntime Runtime() => new(Options.Create(new LLamaOptions { ContextTokens = 512 }), NullLoggerFactory.Instance, TimeProvider.System);
}
