using Microsoft.Extensions.AI;
using PaperBot.Models;

namespace PaperBot.LLama.Embedding;

/// <summary>A real embedder against what llama.cpp's own tool gives, where its file is there.</summary>
public sealed class MiniLmTests
{
    private const double Same = 0.999;

    private static readonly string[] Texts =
    [
        "How large is the model?",
        "We train a transformer with 7 billion parameters on 2 trillion tokens.",
        "Graph neural networks oversmooth: node features converge as depth grows (see GCN-II, 2020).",
    ];

    // The first numbers of each vector by llama-embedding of the same llama.cpp.
    private static readonly float[][] Expected =
    [
        [0.0394897f, 0.0703884f, 0.0123912f, 0.0139246f, -0.0266553f, -0.0031527f],
        [-0.1117141f, -0.0170721f, -0.0499466f, 0.0090618f, -0.0789408f, -0.0406245f],
        [-0.0917447f, -0.0905744f, 0.1057627f, 0.0383155f, 0.0623548f, 0.0131204f],
    ];

    [SharedFact(MiniLm.File)]
    public async Task Vectors_are_those_of_llama_cpps_own_tool()
    {
        using var embedder = await MiniLm.LoadAsync();
        var vectors = await embedder.GenerateAsync(Texts);
        for (var i = 0; i < Texts.Length; i++)
            for (var j = 0; j < Expected[i].Length; j++)
                vectors[i].Vector.Span[j].ShouldBe(Expected[i][j], 0.001f);
        Similarity.Of(vectors[0], vectors[1]).ShouldBe(0.2390, 0.002);
        Similarity.Of(vectors[1], vectors[2]).ShouldBe(0.2146, 0.002);
        embedder.GetService<EmbeddingGeneratorMetadata>()!.DefaultModelId.ShouldBe("bf1d74689ea4/384/mean/none/256");
    }

    [SharedFact(MiniLm.File)]
    public async Task Texts_embedded_together_have_the_vectors_they_have_alone()
    {
        using var embedder = await MiniLm.LoadAsync();
        var texts = Enumerable.Range(1, 24).Select(length => string.Join(' ', Enumerable.Range(0, length).Select(at => Texts[(at + length) % 3].Split(' ')[at % 5]))).ToArray();
        var together = await embedder.GenerateAsync(texts, ModelRequest.ForBulk());
        for (var i = 0; i < texts.Length; i += 4)
            Similarity.Of(together[i], (await embedder.GenerateAsync([texts[i]], ModelRequest.ForQuery()))[0]).ShouldBeGreaterThan(Same);
    }

    [SharedFact(MiniLm.File)]
    public async Task A_text_is_cut_at_256_tokens_unless_the_catalogue_says_otherwise()
    {
        using var embedder = await MiniLm.LoadAsync();
        using var longer = await MiniLm.LoadAsync(MiniLm.Model with { Context = 512 });
        var text = string.Join(' ', Enumerable.Repeat("attention", 600));
        (await embedder.GenerateAsync([text])).Usage!.InputTokenCount.ShouldBe(256);
        (await longer.GenerateAsync([text])).Usage!.InputTokenCount.ShouldBe(512);
    }
}
