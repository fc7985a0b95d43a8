using Microsoft.Extensions.AI;
using PaperBot.LLama.TinyModels;
using PaperBot.Models;

namespace PaperBot.LLama.Embedding;

/// <summary>Embedding with a tiny random model, which needs no file from elsewhere.</summary>
public sealed class BatchEmbedderTests
{
    private const double Same = 0.999;

    private static readonly string[] Words = ["attention", "of", "the", "transformer", "is", "quadratic", "in", "its", "input"];

    [Fact]
    public async Task Texts_embedded_together_have_the_vectors_they_have_alone_in_the_order_asked()
    {
        using var tiny = await TinyEmbedder.LoadAsync();
        var texts = Texts(200);
        var together = await tiny.Embedder.GenerateAsync(texts);
        together.Count.ShouldBe(texts.Length);
        for (var i = 0; i < texts.Length; i += 7)
            Similarity.Of(together[i], await tiny.EmbedAsync(texts[i])).ShouldBeGreaterThan(Same, texts[i]);
        Similarity.Of(together[1], together[8]).ShouldBeLessThan(Same);
    }

    [Fact]
    public async Task Vectors_have_length_one_whatever_the_text()
    {
        using var tiny = await TinyEmbedder.LoadAsync();
        foreach (var vector in await tiny.Embedder.GenerateAsync(["", " \n\t", "x", "\0", "\ud800", "日本語 🙂", new string('y', 100_000), "[CLS] [SEP]"]))
        {
            vector.Vector.Length.ShouldBe(TinyBert.Width);
            Similarity.Of(vector, vector).ShouldBe(1, 1e-5);
        }
        (await tiny.Embedder.GenerateAsync([])).ShouldBeEmpty();
    }

    [Fact]
    public async Task Text_that_looks_like_a_special_token_is_text()
    {
        using var tiny = await TinyEmbedder.LoadAsync();
        (await tiny.TokensOfAsync("")).ShouldBe(2);
        (await tiny.TokensOfAsync("a")).ShouldBe(3);
        (await tiny.TokensOfAsync("[SEP]")).ShouldBe(2 + "[sep]".Length);
    }

    [Fact]
    public async Task A_long_text_is_cut_where_the_catalogue_says_and_else_where_the_file_ends()
    {
        using var tiny = await TinyEmbedder.LoadAsync();
        using var shorter = await TinyEmbedder.LoadAsync(model => model with { Context = 16 });
        var (start, rest) = (string.Join(' ', Enumerable.Repeat("a b", 7)), string.Join(' ', Enumerable.Repeat("z", 500)));
        (await tiny.TokensOfAsync(start + " " + rest)).ShouldBe(TinyBert.Positions);
        (await shorter.TokensOfAsync(start + " " + rest)).ShouldBe(16);
        Similarity.Of(await shorter.EmbedAsync(start), await shorter.EmbedAsync(start + " " + rest)).ShouldBeGreaterThan(Same);
        Similarity.Of(await tiny.EmbedAsync(start), await tiny.EmbedAsync(start + " " + rest)).ShouldBeLessThan(Same);
        tiny.Space.ShouldBe("0123456789ab/64/mean/none/128");
        shorter.Space.ShouldBe("0123456789ab/64/mean/none/16");
    }

    [Theory]
    [InlineData(TinyBert.Mean, Pooling.FromFile, "mean")]
    [InlineData(TinyBert.Cls, Pooling.FromFile, "cls")]
    [InlineData(TinyBert.Last, Pooling.FromFile, "last")]
    [InlineData(TinyBert.Mean, Pooling.Cls, "cls")]
    [InlineData(null, Pooling.Last, "last")]
    public async Task Pooling_is_the_catalogues_or_the_files(int? inFile, Pooling asked, string used)
    {
        using var tiny = await TinyEmbedder.LoadAsync(model => model with { Pooling = asked }, write: path => TinyBert.WriteEmbedder(path, pooling: inFile));
        using var mean = await TinyEmbedder.LoadAsync();
        tiny.Space.Split('/')[2].ShouldBe(used);
        (Similarity.Of(await tiny.EmbedAsync("one two three"), await mean.EmbedAsync("one two three")) > Same).ShouldBe(used == "mean");
    }

    [Fact]
    public async Task A_model_that_writes_can_embed_when_its_pooling_is_named()
    {
        using var tiny = await TinyEmbedder.LoadAsync(model => model with { Pooling = Pooling.Mean }, write: path => TinyModel.WriteLlama(path));
        var texts = Texts(40);
        var together = await tiny.Embedder.GenerateAsync(texts);
        for (var i = 0; i < texts.Length; i += 9)
            Similarity.Of(together[i], await tiny.EmbedAsync(texts[i])).ShouldBeGreaterThan(Same);
    }

    [Fact]
    public async Task Queries_and_documents_get_their_prefixes()
    {
        using var plain = await TinyEmbedder.LoadAsync();
        using var tiny = await TinyEmbedder.LoadAsync(model => model with { QueryPrefix = "query: ", DocumentPrefix = "passage: " });
        Similarity.Of(await tiny.EmbedAsync("bread", ModelRequest.ForQuery()), await plain.EmbedAsync("query: bread")).ShouldBeGreaterThan(Same);
        Similarity.Of(await tiny.EmbedAsync("bread"), await plain.EmbedAsync("passage: bread")).ShouldBeGreaterThan(Same);
        Similarity.Of(await tiny.EmbedAsync("bread", ModelRequest.ForBulk()), await tiny.EmbedAsync("bread")).ShouldBeGreaterThan(Same);
        tiny.Space.Split('/')[3].Length.ShouldBe(8);
        plain.Space.Split('/')[3].ShouldBe("none");
    }

    [Fact]
    public async Task Sixteen_callers_at_once_get_their_own_vectors()
    {
        using var tiny = await TinyEmbedder.LoadAsync();
        var texts = Texts(160);
        var alone = await tiny.Embedder.GenerateAsync(texts);
        await Task.WhenAll(texts.Chunk(10).Select((chunk, caller) => Task.Run(async () =>
        {
            var mine = await tiny.Embedder.GenerateAsync(chunk, (caller % 3) switch { 0 => ModelRequest.ForQuery(), 1 => ModelRequest.ForBulk(), _ => null });
            for (var i = 0; i < chunk.Length; i++)
                Similarity.Of(mine[i], alone[caller * 10 + i]).ShouldBeGreaterThan(Same);
        })));
    }

    [Fact]
    public async Task Thousands_of_texts_leave_memory_as_it_was()
    {
        using var tiny = await TinyEmbedder.LoadAsync();
        var texts = Texts(3000);
        await tiny.Embedder.GenerateAsync(texts);
        var before = Memory();
        for (var i = 0; i < 4; i++)
            await tiny.Embedder.GenerateAsync(texts);
        (Memory() - before).ShouldBeLessThan(24 * 1024 * 1024);
    }

    private static long Memory()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        return Environment.WorkingSet;
    }

    private static string[] Texts(int count)
    {
        var random = new Random(5);
        return [.. Enumerable.Range(0, count).Select(_ => string.Join(' ', Enumerable.Range(0, random.Next(1, 9)).Select(_ => Words[random.Next(Words.Length)])))];
    }
}
