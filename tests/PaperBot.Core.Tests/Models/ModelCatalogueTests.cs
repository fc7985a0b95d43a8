using PaperBot.Models.Catalogue;
using PaperBot.Testing;

namespace PaperBot.Models;

public sealed class ModelCatalogueTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_catalogue_offers_a_model_for_every_machine()
    {
        var catalogue = ModelCatalogue.Load(Path.Combine(Repository.Root, "models", "models.json"));
        catalogue.All.Where(model => model.Kind == ModelKind.Chat).Select(model => model.Tier).Distinct().ShouldBe(["tiny", "small", "medium", "large"]);
        catalogue.All.Count(model => model.Kind == ModelKind.Embedder).ShouldBeGreaterThanOrEqualTo(2);
        catalogue.All.ShouldContain(model => model.Kind == ModelKind.Reranker);
        catalogue.All.Where(model => model.Kind == ModelKind.Embedder).MinBy(model => model.Bytes)!.Name.ShouldBe("minilm");
    }

    [Fact]
    public void Every_error_is_named()
    {
        var problems = Problems("""
            {"models":[
              {"name":"Bad Name","kind":"painter","tier":"huge","repository":"http://huggingface.co/a/b","revision":"../x","file":"../../etc/x.gguf","licence":"","bytes":0,"sha256":"12","context":0,"template":"madeup","pooling":"max","memoryGigabytes":0},
              {"name":"a","kind":"embedder","tier":"tiny","repository":"o/r","revision":"main","file":"a.gguf","licence":"MIT","bytes":1,"dimensions":3,"memoryGigabytes":1},
              {"name":"a","kind":"embedder","tier":"tiny","repository":"o/r","revision":"main","file":"A.gguf","licence":"MIT","bytes":1,"memoryGigabytes":1,"dimensions":3},
              {"name":"b","surprise":1},
              {"name":"c","bytes":"many"},
              7
            ]}
            """);
        foreach (var said in new[]
        {
            "Bad Name: name must be lower-case letters", "kind 'painter' is not known", "tier 'huge' is not known", "repository 'http://huggingface.co/a/b' must be an owner and a name", "revision '../x' must be",
            "file '../../etc/x.gguf' must be the bare name", "licence is missing", "bytes must be a positive number", "sha256 must be 64 hex digits", "context must be", "template 'madeup' is not known", "pooling 'max' is not known",
            "memoryGigabytes must be", "a: two models have this name", "a: another model has the file A.gguf too", "model 4: it cannot be read", "model 5: it cannot be read", "model 6: it cannot be read",
        })
        {
            problems.ShouldContain(problem => problem.Contains(said), said);
        }
    }

    [Theory]
    [InlineData("{\"models\":[")]
    [InlineData("[]")]
    [InlineData("")]
    public void A_damaged_file_is_named(string content) => Problems(content).ShouldHaveSingleItem().ShouldContain("catalogue.json");

    [Fact]
    public void Without_a_file_nothing_is_offered_and_nothing_fails() => ModelCatalogue.Load(_folder.File("none.json")).All.ShouldBeEmpty();

    private string[] Problems(string content)
    {
        var path = _folder.File("catalogue.json");
        File.WriteAllText(path, content);
        return Should.Throw<InvalidDataException>(() => ModelCatalogue.Load(path)).Message.Split(Environment.NewLine);
    }
}
