using PaperBot.LLama.TinyModels;
using PaperBot.Models;

namespace PaperBot.LLama.Reranking;

/// <summary>Reranking with a tiny random model.</summary>
public sealed class CrossEncoderTests
{
    private const double Same = 0.01;

    private static readonly string[] Documents = ["bread is baked in an oven", "", "the transformer reads its input at once", "zebra", "0 1 2 3 4 5 6 7 8 9", "bread"];

    [Fact]
    public async Task Documents_scored_together_have_the_scores_they_have_alone_in_the_order_given()
    {
        using var folder = new TemporaryFolder();
        using var reranker = await LoadAsync(folder, path => TinyBert.WriteReranker(path));
        var documents = Enumerable.Range(0, 12).SelectMany(number => Documents.Select(text => $"{text} {number}")).ToArray();
        var together = await reranker.ScoreAsync("how is bread baked", documents, CancellationToken.None);
        together.Count.ShouldBe(documents.Length);
        for (var i = 0; i < documents.Length; i += 5)
            (await reranker.ScoreAsync("how is bread baked", [documents[i]], CancellationToken.None))[0].ShouldBe(together[i], Same);
        (together.Max() - together.Min()).ShouldBeGreaterThan(10 * Same);
        (await reranker.ScoreAsync("how is bread baked", [], CancellationToken.None)).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_document_is_cut_so_that_the_pair_fits_and_a_query_leaves_it_half()
    {
        using var folder = new TemporaryFolder();
        using var reranker = await LoadAsync(folder, path => TinyBert.WriteReranker(path));
        var (start, tail) = (string.Join(' ', Enumerable.Repeat("a b", 70)), string.Join(' ', Enumerable.Repeat("z", 9000)));
        var scores = await reranker.ScoreAsync("short", [start, start + " " + tail, start + " x"], CancellationToken.None);
        scores[1].ShouldBe(scores[0], Same);
        scores[2].ShouldBe(scores[0], Same);
        var asked = await reranker.ScoreAsync(tail, ["bread", "zebra crossing"], CancellationToken.None);
        Math.Abs(asked[0] - asked[1]).ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Many_callers_get_their_own_scores()
    {
        using var folder = new TemporaryFolder();
        using var reranker = await LoadAsync(folder, path => TinyBert.WriteReranker(path));
        var queries = Enumerable.Range(0, 16).Select(number => $"query number {number}").ToArray();
        var alone = new List<IReadOnlyList<double>>();
        foreach (var query in queries)
            alone.Add(await reranker.ScoreAsync(query, Documents, CancellationToken.None));
        var together = await Task.WhenAll(queries.Select(query => Task.Run(() => reranker.ScoreAsync(query, Documents, CancellationToken.None))));
        for (var i = 0; i < queries.Length; i++)
            for (var j = 0; j < Documents.Length; j++)
                together[i][j].ShouldBe(alone[i][j], Same);
    }

    [Fact]
    public async Task A_template_of_the_file_is_followed()
    {
        using var folder = new TemporaryFolder();
        using var other = new TemporaryFolder();
        using var third = new TemporaryFolder();
        using var berts = await LoadAsync(folder, path => TinyBert.WriteReranker(path));
        using var same = await LoadAsync(other, path => TinyBert.WriteReranker(path, template: "[CLS]{query}[SEP]{document}[SEP]"));
        using var its = await LoadAsync(third, path => TinyBert.WriteReranker(path, template: "[CLS] q: {query} d: {document}"));
        var expected = await berts.ScoreAsync("bread", Documents, CancellationToken.None);
        var followed = await same.ScoreAsync("bread", Documents, CancellationToken.None);
        var different = await its.ScoreAsync("bread", Documents, CancellationToken.None);
        for (var i = 0; i < expected.Count; i++)
            followed[i].ShouldBe(expected[i], Same);
        expected.Zip(different).Max(pair => Math.Abs(pair.First - pair.Second)).ShouldBeGreaterThan(Same);
    }

    [Fact]
    public async Task A_head_is_enough_and_without_one_nothing_is_scored()
    {
        using var folder = new TemporaryFolder();
        using (await LoadAsync(folder, path => TinyBert.WriteReranker(path, pooling: null)))
        {
            // Files of older converters name no pooling.
        }
        (await Should.ThrowAsync<ModelUnavailableException>(() => LoadAsync(folder, path => TinyBert.WriteEmbedder(path)))).Message.ShouldContain("no head");
        (await Should.ThrowAsync<ModelUnavailableException>(() => LoadAsync(folder, path => TinyModel.WriteLlama(path)))).Message.ShouldContain("no head");
        (await Should.ThrowAsync<ModelUnavailableException>(() => LoadAsync(folder, path => TinyBert.WriteReranker(path, template: "{document} only")))).Message.ShouldContain("template");
    }

    [Fact]
    public async Task A_closed_reranker_says_so()
    {
        using var folder = new TemporaryFolder();
        var reranker = await LoadAsync(folder, path => TinyBert.WriteReranker(path));
        reranker.Dispose();
        await Should.ThrowAsync<ObjectDisposedException>(() => reranker.ScoreAsync("q", ["d"], CancellationToken.None));
    }

    private static Task<IReranker> LoadAsync(TemporaryFolder folder, Action<string> write) =>
        TinyEmbedder.Runtime().LoadRerankerAsync(TinyEmbedder.Write(folder, write) with { Kind = ModelKind.Reranker }, CancellationToken.None);
}
