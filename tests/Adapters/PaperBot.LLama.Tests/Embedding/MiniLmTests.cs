using Microsoft.Extensions.AI;
using PaperBot.Testing;

namespace PaperBot.LLama.Embedding;

public sealed class MiniLmTests
{
    [SharedFact(MiniLm.File)]
    public async Task A_text_is_nearest_to_what_means_the_same()
    {
        using var embedder = await MiniLm.LoadAsync();
        var vectors = await embedder.GenerateAsync(["How large is the model?", "It has seven billion parameters.", "Bread is baked in an oven."]);
        Similarity.Of(vectors[0], vectors[1]).ShouldBeGreaterThan(Similarity.Of(vectors[0], vectors[2]));
        embedder.GetService<EmbeddingGeneratorMetadata>()!.DefaultModelId.ShouldBe("bf1d74689ea4/384/mean/none/256");
    }
}
