using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;
using PaperBot.Diagnostics.Evaluation;
using PaperBot.Models;
using PaperBot.Retrieval.Embedding;
using PaperBot.Summaries;
using PaperBot.Summaries.Generative;
using PaperBot.Testing;
using PaperBot.Testing.Fakes;

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

    [Fact]
    public async Task A_models_lines_stand_beside_PaperBots_and_what_the_check_dropped_is_counted()
    {
        await File.WriteAllLinesAsync(_file,
        [
            """{"paper_id":"a","title":"Probe","abstract":"Models invent facts. In this paper, we propose a linear probe of hidden states.","references":["A linear probe of hidden states."]}""",
            """{"paper_id":"b","title":"Twice","abstract":"We present a sampling method with 7 billion parameters. It is fast.","references":["A sampling method."]}""",
            """{"paper_id":"c","title":"Left out","abstract":"We sort.","references":["Sorting."]}""",
        ]);
        using var scripted = new ScriptedEngine(new ScriptedModel("A linear probe of hidden states is proposed."));
        var options = Options.Create(new SummaryOptions());
        var summarize = new SummarizePaper(options, null, new SummaryWriter(scripted.Engines, ScriptedEngine.Prompts, scripted.Replies, options));
        var report = await new SummaryEvaluation(null, summarize).RunAsync(_file, [ChatEngines.Auto, ChatEngines.Extractive], most: 2, CancellationToken.None);
        report.Papers.ShouldBe(2);
        var lines = report.Written.ShouldHaveSingleItem();
        (lines.Engine, lines.Own, lines.Dropped, lines.Notes.Single().Papers).ShouldBe((ScriptedEngine.Name, 1, 1, 1));
        report.Methods.Select(method => method.Name).ShouldBe(
            ["first sentence", "last sentence", "tf-idf centroid", "first with a cue", "PaperBot, whole sentence", "PaperBot", "scripted", "  its own lines", "  PaperBot, same papers", "best single sentence"]);
        report.Methods.Single(method => method.Name == "  its own lines").All!.Rouge1.ShouldBeGreaterThan(0.8);
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
