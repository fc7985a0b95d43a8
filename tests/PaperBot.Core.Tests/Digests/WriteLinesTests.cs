using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;
using PaperBot.Models;
using PaperBot.Papers;
using PaperBot.Summaries;
using PaperBot.Testing;
using PaperBot.Testing.Fakes;

namespace PaperBot.Digests;

public sealed class WriteLinesTests
{
    private static readonly Paper[] Papers =
    [
        new() { Id = "1", Title = "Probe", Abstract = "Models invent facts. In this paper, we propose a linear probe of hidden states." },
        new() { Id = "2", Title = "Twice", Abstract = "We present a sampling method with 7 billion parameters. It is fast." },
        new() { Id = "3", Title = "Bare" },
    ];

    private static async Task<DigestLines> RunAsync(IChatClient model, IReadOnlyList<Paper> papers, ManualTimeProvider? clock = null, string engine = ChatEngines.Auto)
    {
        using var scripted = new ScriptedEngine(model, clock);
        var write = new WriteLines(
            new SummarizePaper(Options.Create(new SummaryOptions())), new LineWriter(ScriptedEngine.Prompts, scripted.Replies), scripted.Engines,
            Options.Create(new DigestOptions { AtOnce = 1 }), clock ?? TimeProvider.System);
        var writing = write.RunAsync(papers, engine, CancellationToken.None);
        return clock is null ? await writing : await SilentModel.PassTimeUntil(clock, writing);
    }

    private static string Reply(IReadOnlyList<ChatMessage> request) => request[^1].Text.Contains("Title: Probe", StringComparison.Ordinal)
        ? "A linear probe of hidden states is proposed."
        : "A method made of cheese wins every prize.";

    [Fact]
    public async Task A_paper_gets_the_models_line_where_its_abstract_supports_it_and_else_its_own()
    {
        var lines = await RunAsync(new ScriptedModel(Reply), Papers);
        lines.Lines.Select(line => (line.PaperId, line.Claim?.Text, line.Engine)).ShouldBe(
        [
            ("1", "A linear probe of hidden states is proposed.", ScriptedEngine.Name),
            ("2", "We present a sampling method with 7 billion parameters.", ChatEngines.Extractive),
            ("3", null, ChatEngines.Extractive),
        ]);
        lines.Lines[0].Claim!.Citations[0].Quote.ShouldBe("In this paper, we propose a linear probe of hidden states.");
        (lines.Engine, lines.Checked.Kept, lines.Checked.Dropped).ShouldBe((ScriptedEngine.Name, 2, 1));
        lines.Note!.ShouldContain("1 of 3 lines");
    }

    [Fact]
    public async Task Without_a_model_every_line_is_the_abstracts_own()
    {
        var lines = await RunAsync(new ScriptedModel("x"), Papers, engine: ChatEngines.Extractive);
        lines.Lines[0].Claim!.Text.ShouldBe("We propose a linear probe of hidden states.");
        (lines.Engine, lines.Note).ShouldBe((ChatEngines.Extractive, null));
    }

    [Theory]
    [MemberData(nameof(ScriptedEngine.Broken), MemberType = typeof(ScriptedEngine))]
    public async Task A_model_that_is_of_no_use_is_given_up_and_the_digest_stands(string kind)
    {
        var model = ScriptedEngine.OfKind(kind);
        Paper[] many = [.. Enumerable.Range(0, 12).Select(i => Papers[0] with { Id = $"p{i}" })];
        var lines = await RunAsync(model, many);
        lines.Lines.Select(line => line.PaperId).ShouldBe(many.Select(paper => paper.Id));
        lines.Lines.ShouldAllBe(line => line.Claim!.Text == "We propose a linear probe of hidden states.");
        lines.Note.ShouldNotBeNullOrEmpty();
        model.Requests.Count.ShouldBeLessThan(many.Length);
    }

    [Fact]
    public async Task A_slow_model_is_given_up_and_the_digest_stands()
    {
        var model = new SilentModel();
        var lines = await RunAsync(model, [.. Enumerable.Range(0, 40).Select(i => Papers[0] with { Id = $"p{i}" })], new ManualTimeProvider());
        lines.Lines.ShouldAllBe(line => line.Claim != null);
        lines.Note!.ShouldContain("longer than 60 s");
        model.Requests.ShouldBeLessThanOrEqualTo(5);
    }

    [Fact]
    public async Task No_papers_give_no_lines() => (await RunAsync(new ScriptedModel("x"), [])).Lines.ShouldBeEmpty();
}
