using System.Text.Json;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;
using PaperBot.Answering;
using PaperBot.Comparison.Generative;
using PaperBot.Models;
using PaperBot.Papers;
using PaperBot.Testing;
using PaperBot.Testing.Fakes;

namespace PaperBot.Comparison;

public sealed class WrittenComparisonTests
{
    private static readonly Paper First = new()
    {
        Id = "2401.00001",
        Title = "Probe: Finding invented facts",
        Abstract = "Language models often invent facts, but finding them is difficult. We propose a linear probe of hidden states. We evaluate it on TruthfulQA and MNIST. The probe finds 83% of invented facts.",
    };

    private static readonly Paper Second = new()
    {
        Id = "2401.00002",
        Title = "Ask twice",
        Abstract = "We present a sampling method with 7 billion parameters. It is evaluated on the MNIST dataset. Experiments show that it outperforms the probe. Scaling it to longer texts remains future work.",
    };

    private static async Task<PaperComparison> RunAsync(IChatClient model, IReadOnlyList<string> aspects, ManualTimeProvider? clock = null)
    {
        using var scripted = new ScriptedEngine(model, clock);
        var writer = new RowWriter(scripted.Engines, ScriptedEngine.Prompts, scripted.Replies, Options.Create(new ComparisonOptions()), clock ?? TimeProvider.System);
        var comparing = new ComparePapers(null, writer).RunAsync([First, Second], aspects, ChatEngines.Auto, CancellationToken.None);
        return clock is null ? await comparing : await SilentModel.PassTimeUntil(clock, comparing);
    }

    private static Task<PaperComparison> ExtractiveAsync(IReadOnlyList<string> aspects) =>
        new ComparePapers().RunAsync([First, Second], aspects, ChatEngines.Extractive, CancellationToken.None);

    [Fact]
    public async Task Cells_are_the_models_where_their_own_paper_supports_them()
    {
        var model = new ScriptedModel("""{"A": "a linear probe of hidden states", "B": "sampling method with 7 billion parameters"}""");
        var comparison = await RunAsync(model, ["approach"]);
        comparison.Cells.ShouldAllBe(cell => cell.Engine == ScriptedEngine.Name);
        comparison.Cell("approach", Second.Id).Text.ShouldBe("sampling method with 7 billion parameters");
        comparison.Cell("approach", Second.Id).Quote.ShouldBe("We present a sampling method with 7 billion parameters.");
        (comparison.Engine, comparison.Note, comparison.Checked).ShouldBe((ScriptedEngine.Name, null, new CheckCount(2, 0)));
    }

    [Fact]
    public async Task A_cell_told_of_the_wrong_paper_falls_back_to_its_own_words()
    {
        var comparison = await RunAsync(new ScriptedModel("""{"A": "sampling method with 7 billion parameters", "B": "a sampling method"}"""), ["approach"]);
        comparison.Cell("approach", First.Id).ShouldBe((await ExtractiveAsync(["approach"])).Cell("approach", First.Id), new CellComparer());
        comparison.Cell("approach", Second.Id).Engine.ShouldBe(ScriptedEngine.Name);
        comparison.Checked.ShouldBe(new CheckCount(2, 1));
        comparison.Note!.ShouldContain("1 of 2 cells");
    }

    [Fact]
    public async Task Not_stated_is_an_answer_but_not_against_what_an_abstract_says()
    {
        var comparison = await RunAsync(new ScriptedModel("""{"A": "not stated", "B": "Not stated in the abstract."}"""), ["limits"]);
        comparison.Cell("limits", First.Id).IsStated.ShouldBeFalse();
        comparison.Cell("limits", Second.Id).Text.ShouldBe("Scaling it to longer texts remains future work");
        comparison.Checked.Dropped.ShouldBe(0);
    }

    [Fact]
    public async Task A_supported_phrase_that_does_not_speak_of_the_row_is_not_shown()
    {
        var comparison = await RunAsync(new ScriptedModel("""{"A": "The probe finds 83% of invented facts", "B": "evaluated on the MNIST dataset"}"""), ["limits", "blockchain"]);
        comparison.Cell("limits", First.Id).IsStated.ShouldBeFalse();
        comparison.Cells.Where(cell => cell.Aspect == "blockchain").ShouldAllBe(cell => !cell.IsStated);
    }

    [Fact]
    public async Task A_cell_is_a_phrase_and_no_essay()
    {
        var essay = string.Join(' ', Enumerable.Repeat("a linear probe of hidden states", 4));
        (await RunAsync(new ScriptedModel(JsonSerializer.Serialize(new { A = essay, B = "x" })), ["approach"])).Cell("approach", First.Id).Engine.ShouldBe(ChatEngines.Extractive);
    }

    [Fact]
    public async Task A_row_takes_one_request_with_a_key_a_paper()
    {
        var model = new ScriptedModel("""{"A": "a linear probe of hidden states", "B": "a sampling method with 7 billion parameters"}""");
        await RunAsync(model, ["approach", "problem"]);
        model.Requests.Count.ShouldBe(2);
        model.Requests[0][^1].Text.ShouldBe("""
            Paper A: Probe: Finding invented facts
            [1] Language models often invent facts, but finding them is difficult.
            [2] We propose a linear probe of hidden states.
            [3] We evaluate it on TruthfulQA and MNIST.
            [4] The probe finds 83% of invented facts.

            Paper B: Ask twice
            [1] We present a sampling method with 7 billion parameters.
            [2] It is evaluated on the MNIST dataset.
            [3] Experiments show that it outperforms the probe.
            [4] Scaling it to longer texts remains future work.

            Aspect: approach
            """.ReplaceLineEndings("\n"));
        var schema = ((ChatResponseFormatJson)model.LatestOptions!.ResponseFormat!).Schema!.Value;
        schema.GetProperty("required").GetRawText().ShouldBe("""["A","B"]""");
        schema.GetProperty("properties").GetProperty("B").GetProperty("type").GetString().ShouldBe("string");
    }

    [Theory]
    [MemberData(nameof(ScriptedEngine.Broken), MemberType = typeof(ScriptedEngine))]
    public async Task A_model_that_is_of_no_use_gives_the_extractive_table_with_a_note(string kind)
    {
        var model = ScriptedEngine.OfKind(kind);
        var comparison = await RunAsync(model, []);
        var extractive = await ExtractiveAsync([]);
        comparison.Cells.Select(cell => (cell.Aspect, cell.Text)).ShouldBe(extractive.Cells.Select(cell => (cell.Aspect, cell.Text)), kind);
        comparison.Engine.ShouldBe(ChatEngines.Extractive);
        comparison.Note.ShouldNotBeNullOrEmpty();
        model.Requests.Count.ShouldBeLessThanOrEqualTo(2, "it is not asked again and again");
    }

    [Fact]
    public async Task A_model_that_takes_too_long_is_not_waited_for() =>
        (await RunAsync(new SilentModel(), ["approach"], new ManualTimeProvider())).Note.ShouldBe("scripted took longer than 180 s.");

    private sealed class CellComparer : IEqualityComparer<ComparisonCell>
    {
        public bool Equals(ComparisonCell? x, ComparisonCell? y) => (x?.Aspect, x?.PaperId, x?.Text, x?.Quote, x?.Engine) == (y?.Aspect, y?.PaperId, y?.Text, y?.Quote, y?.Engine);

        public int GetHashCode(ComparisonCell cell) => cell.Text.GetHashCode(StringComparison.Ordinal);
    }
}
