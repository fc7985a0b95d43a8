using Microsoft.Extensions.AI;
using PaperBot.Diagnostics.Evaluation;
using PaperBot.Retrieval.Embedding;
using PaperBot.Testing;

namespace PaperBot.Diagnostics;

public sealed class SummaryEvaluationTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [SharedFact("eval/scitldr/summaries.jsonl")]
    public async Task One_line_summaries_beat_every_simple_rule_and_the_floor_on_both_halves()
    {
        using var embedder = new StaticEmbedder(StaticTable.Load(Path.Combine(Repository.Root, "models", "science-static.bin")));
        var result = await new SummaryEvaluation(embedder).RunAsync(SharedFiles.Path("eval/scitldr/summaries.jsonl"), [], int.MaxValue, CancellationToken.None);
        result.Papers.ShouldBe(618);
        var ours = result.Methods.Single(method => method.Name == "PaperBot");
        foreach (var half in new[] { ours.All!, ours.Fitting!, ours.HeldOut! })
        {
            half.Rouge1.ShouldBeGreaterThanOrEqualTo(0.43);
            half.RougeL.ShouldBeGreaterThanOrEqualTo(0.36);
        }
        foreach (var rule in result.Methods.Where(method => method.Name is not ("PaperBot" or "PaperBot, whole sentence" or "best single sentence")))
        {
            ours.All!.Rouge1.ShouldBeGreaterThan(rule.All!.Rouge1, rule.Name);
            ours.All.RougeL.ShouldBeGreaterThan(rule.All.RougeL, rule.Name);
        }
    }

    [SharedFact("eval/scitldr/summaries.jsonl")]
    public async Task Without_an_embedder_the_floor_still_holds()
    {
        var result = await new SummaryEvaluation().RunAsync(SharedFiles.Path("eval/scitldr/summaries.jsonl"), [], int.MaxValue, CancellationToken.None);
        var ours = result.Methods.Single(method => method.Name == "PaperBot").All!;
        ours.Rouge1.ShouldBeGreaterThanOrEqualTo(0.43);
        ours.RougeL.ShouldBeGreaterThanOrEqualTo(0.36);
    }

    [Theory]
    [InlineData("{\"paper_id\":\"a\"}")]
    [InlineData("not json")]
    [InlineData("[]")]
    [InlineData("{\"paper_id\":\"a\",\"title\":\"t\",\"abstract\":null,\"references\":[\"r\"]}")]
    [InlineData("{\"paper_id\":\"a\",\"title\":\"t\",\"abstract\":\"x\",\"references\":[]}")]
    public async Task A_line_of_another_form_is_named_with_its_place(string line)
    {
        await File.WriteAllLinesAsync(_file, ["{\"paper_id\":\"a\",\"title\":\"t\",\"abstract\":\"We try. It works.\",\"references\":[\"r\"]}", line]);
        var problem = await Should.ThrowAsync<EvaluationException>(() => new SummaryEvaluation().RunAsync(_file, [], int.MaxValue, CancellationToken.None));
        problem.Message.ShouldContain(_file + ":2:");
    }
}
