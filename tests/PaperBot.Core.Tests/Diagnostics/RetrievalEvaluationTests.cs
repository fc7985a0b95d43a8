using Microsoft.Extensions.Options;
using PaperBot.Diagnostics.Evaluation;
using PaperBot.Retrieval;
using PaperBot.Retrieval.Embedding;
using PaperBot.Retrieval.Indexing;
using PaperBot.Retrieval.Ranking;
using PaperBot.Testing;

namespace PaperBot.Diagnostics;

public sealed class RetrievalEvaluationTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("paperbot-eval-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void The_measures_are_those_of_their_definitions()
    {
        var relevance = new Dictionary<string, double> { ["a"] = 2, ["b"] = 1, ["c"] = 0 };

        // a at rank 2, b at rank 4: (2/log2 3 + 1/log2 5) / (2 + 1/log2 3).
        RankingMeasures.Ndcg(["x", "a", "c", "b"], relevance, 10).ShouldBe((2 / Math.Log2(3) + 1 / Math.Log2(5)) / (2 + 1 / Math.Log2(3)), 1e-12);
        RankingMeasures.Ndcg(["x", "a", "c", "b"], relevance, 1).ShouldBe(0);
        RankingMeasures.Ndcg(["a", "b"], relevance, 10).ShouldBe(1, 1e-12);
        RankingMeasures.Recall(["x", "a", "c", "b"], relevance, 3).ShouldBe(0.5);
        RankingMeasures.ReciprocalRank(["x", "c", "b"], relevance, 10).ShouldBe(1.0 / 3, 1e-12);
        RankingMeasures.ReciprocalRank(["x", "c", "b"], relevance, 2).ShouldBe(0);
        RankingMeasures.Ndcg([], new Dictionary<string, double>(), 10).ShouldBe(0);
    }

    [Fact]
    public async Task A_small_collection_is_measured_in_every_way()
    {
        Write("corpus.jsonl", """{"_id": "d1", "title": "Attention", "text": "Heads attend to tokens."}""", """{"_id": "d2", "title": "Sorting", "text": "Arrays are sorted."}""", "");
        Write("queries.jsonl", """{"_id": "q1", "text": "which heads attend"}""", """{"_id": "q2", "text": "sorted arrays"}""", """{"_id": "q3", "text": "not judged"}""");
        Write("qrels.tsv", "query-id\tcorpus-id\tscore", "q1\td1\t1", "q2\td2\t1");

        var report = await Evaluation().RunAsync(_folder.FullName, null, null, CancellationToken.None);

        (report.Papers, report.Queries).ShouldBe((2, 2));
        report.Ways.Select(way => way.Name).ShouldBe(["bm25", "vectors", "fused"]);
        report.Ways.ShouldAllBe(way => way.Ndcg10 == 1 && way.Recall100 == 1 && way.Mrr10 == 1);
        report.Runs[2].TrecLines().First().ShouldStartWith("q1 Q0 d1 1 ");
        report.Runs[2].TrecLines().First().ShouldEndWith(" fused");
    }

    [Fact]
    public async Task Without_an_embedder_only_bm25_is_measured()
    {
        Write("corpus.jsonl", """{"_id": "d1", "text": "Heads attend to tokens."}""");
        Write("queries.jsonl", """{"_id": "q1", "text": "heads"}""");
        Directory.CreateDirectory(Path.Combine(_folder.FullName, "qrels"));
        Write(Path.Combine("qrels", "test.tsv"), "q1 0 d1 1");
        var options = Options.Create(new EmbedderOptions { TablePath = "" });

        var report = await new RetrievalEvaluation(Options.Create(new RankingOptions()), Options.Create(new IndexOptions()), TimeProvider.System, new BuiltInEmbedder(options)).RunAsync(_folder.FullName, null, null, CancellationToken.None);

        report.Ways.ShouldHaveSingleItem().ShouldBe(new RetrievalMeasures("bm25", 1, 1, 1));
    }

    [Theory]
    [InlineData("corpus.jsonl", "not json", "corpus.jsonl:1: not JSON")]
    [InlineData("corpus.jsonl", "[1]", "corpus.jsonl:1: not a JSON object")]
    [InlineData("corpus.jsonl", """{"_id": "d1"}""", "corpus.jsonl:1: no text field \"text\"")]
    [InlineData("corpus.jsonl", """{"_id": 5, "text": "x"}""", "corpus.jsonl:1: no text field \"_id\"")]
    [InlineData("corpus.jsonl", """{"_id": "a b", "text": "x"}""", "\"a b\" is empty or has blanks")]
    [InlineData("corpus.jsonl", "{\"_id\": \"d1\", \"text\": \"x\"}\n{\"_id\": \"d1\", \"text\": \"y\"}", "\"d1\" occurs twice")]
    [InlineData("queries.jsonl", "{\"_id\": \"q1\", \"text\": \"x\"}\n{\"_id\"", "queries.jsonl:2: not JSON")]
    [InlineData("qrels.tsv", "q1\td1\t1\nq1\td1\tmany", "qrels.tsv:2: not 'query document grade'")]
    [InlineData("qrels.tsv", "q1\td1\t1\nq1\td1", "qrels.tsv:2: not 'query document grade'")]
    [InlineData("qrels.tsv", "q9\td1\t1", "no query of queries.jsonl has a relevant document")]
    public void A_broken_collection_is_told_with_file_and_line(string file, string content, string message)
    {
        Write("corpus.jsonl", """{"_id": "d1", "text": "x"}""");
        Write("queries.jsonl", """{"_id": "q1", "text": "x"}""");
        Write("qrels.tsv", "q1\td1\t1");
        Write(file, content);

        Should.Throw<EvaluationException>(() => BeirCollection.Load(_folder.FullName)).Message.ShouldContain(message);
    }

    [Theory]
    [InlineData("corpus.jsonl")]
    [InlineData("queries.jsonl")]
    [InlineData("qrels.tsv")]
    public void A_missing_file_is_named(string missing)
    {
        foreach (var file in new[] { "corpus.jsonl", "queries.jsonl" }.Where(file => file != missing))
            Write(file, """{"_id": "q1", "text": "x"}""");
        if (missing != "qrels.tsv")
            Write("qrels.tsv", "q1\tq1\t1");

        Should.Throw<EvaluationException>(() => BeirCollection.Load(_folder.FullName)).Message.ShouldContain(missing + ": no such file");
    }

    private static RetrievalEvaluation Evaluation() => new(
        Options.Create(new RankingOptions()),
        Options.Create(new IndexOptions()),
        TimeProvider.System,
        new BuiltInEmbedder(Options.Create(new EmbedderOptions { TablePath = Path.Combine(Repository.Root, "models", "science-static.bin") })),
        SearchFixture.Embedder);

    private void Write(string file, params string[] lines) => File.WriteAllLines(Path.Combine(_folder.FullName, file), lines);
}
