using PaperBot.LLama.TinyModels;
using PaperBot.Models;

namespace PaperBot.LLama.Embedding;

/// <summary>Files that cannot be used are told apart, and none ends the process.</summary>
public sealed class EmbedderFileTests
{
    [Fact]
    public async Task A_damaged_file_is_named_with_what_is_wrong()
    {
        using var folder = new TemporaryFolder();
        var model = TinyEmbedder.Write(folder, path => TinyBert.WriteEmbedder(path));
        var whole = await File.ReadAllBytesAsync(model.Path!);
        await ShouldSay(model, "cut", [.. whole.Take(whole.Length * 3 / 4)]);
        await ShouldSay(model, "cut", [.. whole.Take(200)]);
        await ShouldSay(model, "no GGUF file", []);
        await ShouldSay(model, "no GGUF file", [.. "GGML"u8, .. whole.Skip(4)]);
        File.Delete(model.Path!);
        await ShouldSay(model, "missing", null);
        await File.WriteAllBytesAsync(model.Path!, whole);
        using var embedder = await TinyEmbedder.Runtime().LoadEmbedderAsync(model, CancellationToken.None);
        (await embedder.GenerateAsync(["x"], null, CancellationToken.None)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_model_of_another_kind_is_refused()
    {
        await ShouldRefuse("is no embedder: its file names no pooling", path => TinyModel.WriteLlama(path));
        await ShouldRefuse("is no embedder: its file names no pooling", path => TinyBert.WriteEmbedder(path, pooling: null));
        await ShouldRefuse("is a reranker, not an embedder", path => TinyBert.WriteReranker(path));
        await ShouldRefuse("is a reranker, not an embedder", path => TinyBert.WriteReranker(path, pooling: TinyBert.Mean));
    }

    [Fact]
    public async Task A_model_whose_weights_are_no_numbers_gives_no_vectors()
    {
        using var tiny = await TinyEmbedder.LoadAsync(write: path => TinyBert.WriteEmbedder(path, weight: float.NaN));
        (await Should.ThrowAsync<ModelUnavailableException>(() => tiny.Embedder.GenerateAsync(["x"]))).Message.ShouldContain("damaged");
    }

    private static async Task ShouldRefuse(string words, Action<string> write) =>
        (await Should.ThrowAsync<ModelUnavailableException>(() => TinyEmbedder.LoadAsync(write: write))).Message.ShouldContain(words);

    private static async Task ShouldSay(RunnableModel model, string words, byte[]? content)
    {
        if (content is not null)
            await File.WriteAllBytesAsync(model.Path!, content);
        (await Should.ThrowAsync<ModelUnavailableException>(() => TinyEmbedder.Runtime().LoadEmbedderAsync(model, CancellationToken.None))).Message.ShouldContain(words);
    }
}
