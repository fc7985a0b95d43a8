using System.Numerics.Tensors;
using Microsoft.Extensions.AI;
using PaperBot.Models;
using PaperBot.Testing.Fakes;

namespace PaperBot.OpenAI;

public sealed class EmbedderTests
{
    [Fact]
    public async Task Vectors_come_in_the_order_asked_and_are_of_length_one()
    {
        await using var server = await Given.ServerAsync();
        var options = Given.Options(server);
        options.EmbeddingBatch = 2;
        using var embedder = await Given.EmbedderAsync(options);
        string[] texts = ["attention", "graph kernels", "diffusion", "", "ünïcode"];
        var vectors = await embedder.GenerateAsync(texts);
        vectors.Count.ShouldBe(5);
        for (var i = 0; i < texts.Length; i++)
        {
            TensorPrimitives.Norm(vectors[i].Vector.Span).ShouldBe(1, 1e-5);
            var expected = FakeEndpoint.Vector(texts[i].Length == 0 ? " ." : texts[i]);
            TensorPrimitives.CosineSimilarity(vectors[i].Vector.Span, expected).ShouldBe(1, 1e-5);
        }
        server.Violations.ShouldBeEmpty();
    }

    [Fact]
    public async Task Queries_and_documents_get_their_prefix_and_long_texts_are_cut()
    {
        await using var server = await Given.ServerAsync();
        var options = Given.Options(server);
        (options.QueryPrefix, options.DocumentPrefix, options.EmbeddingLetters) = ("query: ", "passage: ", 100);
        using var embedder = await Given.EmbedderAsync(options);
        await embedder.GenerateAsync(["heads"], ModelRequest.ForQuery());
        ((string?)server.LatestBody!["input"]![0]).ShouldBe("query: heads");
        await embedder.GenerateAsync([new string('x', 99) + "😀 and more"]);
        ((string?)server.LatestBody["input"]![0]).ShouldBe("passage: " + new string('x', 99));
    }

    [Fact]
    public async Task The_space_names_model_length_and_prefixes()
    {
        await using var server = await Given.ServerAsync();
        var options = Given.Options(server);
        using var plain = await Given.EmbedderAsync(options);
        options.QueryPrefix = "query: ";
        using var prefixed = await Given.EmbedderAsync(options);
        var (one, two) = (Metadata(plain), Metadata(prefixed));
        one.DefaultModelDimensions.ShouldBe(3);
        one.DefaultModelId.ShouldStartWith("openai/embedder-1/3/");
        two.DefaultModelId.ShouldNotBe(one.DefaultModelId);
    }

    [Fact]
    public async Task A_failing_endpoint_is_told()
    {
        await using var server = await Given.ServerAsync();
        using var embedder = await Given.EmbedderAsync(Given.Options(server));
        server.Next(Misbehaviour.Drop);
        (await Should.ThrowAsync<ModelUnavailableException>(() => embedder.GenerateAsync(["a"]))).Message.ShouldContain("broke off");
    }

    private static EmbeddingGeneratorMetadata Metadata(IEmbeddingGenerator embedder) =>
        (EmbeddingGeneratorMetadata)embedder.GetService(typeof(EmbeddingGeneratorMetadata))!;
}
