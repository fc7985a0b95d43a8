using System.Text.Json;
using Microsoft.Extensions.Options;
using PaperBot.Library;
using PaperBot.Papers;

namespace PaperBot.Commands;

public sealed class SummarizeAndCompareTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("paperbot-").FullName;

    public SummarizeAndCompareTests()
    {
        new PaperLibrary(Options.Create(new LibraryOptions { Path = _folder })).Store(
        [
            (new Paper
            {
                Id = "2401.00001", Title = "Probe: Finding invented facts", Published = new DateOnly(2024, 1, 1), Url = "https://arxiv.org/abs/2401.00001",
                Abstract = "Models often invent facts, but finding them is difficult. In this paper, we propose a linear probe of hidden states. We show that it finds 83% of invented facts.",
            }, null),
            (new Paper
            {
                Id = "2401.00002", Title = "Ask twice", Origin = TextOrigin.Description,
                Abstract = "We present a sampling method [bold]twice[/] \u001b[31mas fast. Experiments show that it outperforms the probe.",
            }, null),
            (new Paper { Id = "2401.00003", Title = "Only a title" }, null),
        ]);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var code = await CommandLine.RunAsync([.. arguments, "--library", _folder], output, error);
        return (code, output.ToString(), error.ToString());
    }

    [Theory]
    [InlineData("2401.00001")]
    [InlineData("https://arxiv.org/abs/2401.00001v2")]
    [InlineData("probe")]
    public async Task A_paper_is_summarised_by_id_link_or_name(string name)
    {
        var (code, output, _) = await RunAsync("summarize", name, "--length", "line");
        code.ShouldBe(ExitCode.Done);
        output.ReplaceLineEndings("\n").ShouldBe("Probe: Finding invented facts (2024-01-01)\nhttps://arxiv.org/abs/2401.00001\n\nWe propose a linear probe of hidden states.\n\n1 of 1 claims checked · extractive\n");
    }

    [Fact]
    public async Task Json_holds_parts_with_claims_and_quotes()
    {
        var (code, output, _) = await RunAsync("summarize", "2401.00001", "--length", "full", "--for", "anyone", "--json");
        code.ShouldBe(ExitCode.Done);
        var root = JsonDocument.Parse(output).RootElement;
        root.GetProperty("length").GetString().ShouldBe("full");
        root.GetProperty("audience").GetString().ShouldBe("anyone");
        var parts = root.GetProperty("parts").EnumerateArray().ToDictionary(part => part.GetProperty("name").GetString()!);
        parts.Keys.ShouldBe(["problem", "method", "results", "limits"]);
        parts["results"].GetProperty("claims")[0].GetProperty("citations")[0].GetProperty("quote").GetString().ShouldBe("We show that it finds 83% of invented facts.");
        parts["limits"].GetProperty("isStated").GetBoolean().ShouldBeFalse();
        parts["results"].GetProperty("engine").GetString().ShouldBe("extractive");
        root.GetProperty("engine").GetString().ShouldBe("extractive");
        root.GetProperty("note").ValueKind.ShouldBe(JsonValueKind.Null);
        root.GetProperty("checked").GetRawText().ShouldBe("""{"kept":3,"dropped":0}""");
    }

    [Fact]
    public async Task A_part_the_abstract_does_not_state_says_so()
    {
        var (_, output, _) = await RunAsync("summarize", "2401.00001", "--length", "full");
        output.ReplaceLineEndings("\n").ShouldEndWith("Limits\nnot stated\n\n3 of 3 claims checked · extractive\n");
    }

    [Fact]
    public async Task A_description_of_ours_is_marked_and_control_characters_do_not_reach_the_terminal()
    {
        var (_, output, _) = await RunAsync("summarize", "2401.00002");
        output.ShouldContain("PaperBot's description");
        output.ShouldContain("[bold]twice[/]");
        output.ShouldNotContain("\u001b");
        (await RunAsync("compare", "2401.00001", "2401.00002")).Output.ShouldContain("Ask twice: PaperBot's description, not the authors' abstract.");
    }

    [Theory]
    [InlineData("2404.99999", "paperbot ingest arxiv:2404.99999")]
    [InlineData("nothing like it at all", "paperbot ingest arxiv:<id>")]
    public async Task A_paper_that_is_not_there_ends_with_3_and_how_to_add_it(string name, string advice)
    {
        var (code, output, error) = await RunAsync("summarize", name);
        code.ShouldBe(ExitCode.NothingFound);
        output.ShouldBeEmpty();
        error.ShouldContain(advice);
    }

    [Fact]
    public async Task A_paper_without_an_abstract_ends_with_3()
    {
        var (code, _, error) = await RunAsync("summarize", "Only a title");
        code.ShouldBe(ExitCode.NothingFound);
        error.ShouldContain("no abstract");
    }

    [Theory]
    [InlineData("summarize", "2401.00001", "--length", "epic")]
    [InlineData("summarize", "2401.00001", "--for", "cats")]
    [InlineData("summarize", "2401.00001", "--engine", "no-such-model")]
    [InlineData("compare", "2401.00001", "2401.00002", "--engine", "absent.gguf")]
    [InlineData("compare", "2401.00001")]
    [InlineData("compare", "2401.00001", "2401.00002", "--format", "pdf")]
    [InlineData("compare", "2401.00001", "2401.00001v3")]
    [InlineData("compare", "a", "b", "c", "d", "e", "f")]
    public async Task A_wrong_command_line_ends_with_2(params string[] arguments)
    {
        var (code, output, error) = await RunAsync(arguments);
        code.ShouldBe(ExitCode.Usage);
        output.ShouldBeEmpty();
        error.ShouldStartWith("paperbot: ");
    }

    [Fact]
    public async Task A_comparison_fits_80_columns()
    {
        var (code, output, _) = await RunAsync("compare", "2401.00001", "2401.00002", "2401.00003");
        code.ShouldBe(ExitCode.Done);
        output.ShouldContain("a linear probe of");
        output.ShouldContain("not stated");
        output.ShouldContain("claims checked");
        output.ShouldContain("Only a title: the library holds no abstract.");
        output.ReplaceLineEndings("\n").Split('\n').ShouldAllBe(line => line.Length <= 80);
    }

    [Fact]
    public async Task Five_papers_are_stacked()
    {
        new PaperLibrary(Options.Create(new LibraryOptions { Path = _folder })).Store(
            [.. Enumerable.Range(4, 2).Select(i => (new Paper { Id = $"2401.0000{i}", Title = $"Title {i}", Abstract = $"We propose method number {i} for probes." }, (Listing?)null))]);
        var (code, output, _) = await RunAsync("compare", "2401.00001", "2401.00002", "2401.00003", "2401.00004", "2401.00005", "--aspects", "approach,blockchain");
        code.ShouldBe(ExitCode.Done);
        output.ReplaceLineEndings("\n").ShouldContain("approach\n  Probe: a linear probe of hidden states\n");
        output.ShouldContain("  Title 5: not stated");
    }

    [Fact]
    public async Task Json_cells_hold_text_and_quote_or_say_not_stated()
    {
        var (_, output, _) = await RunAsync("compare", "2401.00001", "2401.00002", "--aspects", "results,blockchain", "--json");
        var cells = JsonDocument.Parse(output).RootElement.GetProperty("cells").EnumerateArray().ToList();
        cells.Count.ShouldBe(4);
        JsonDocument.Parse(output).RootElement.GetProperty("checked").GetRawText().ShouldBe("""{"kept":2,"dropped":0}""");
        cells[0].GetProperty("aspect").GetString().ShouldBe("results");
        cells[0].GetProperty("paperId").GetString().ShouldBe("2401.00001");
        cells[0].GetProperty("text").GetString().ShouldBe("it finds 83% of invented facts");
        cells[0].GetProperty("quote").GetString().ShouldBe("We show that it finds 83% of invented facts.");
        cells[2].GetProperty("notStated").GetBoolean().ShouldBeTrue();
        cells[2].TryGetProperty("text", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task When_no_abstract_states_any_row_the_exit_code_is_3() =>
        (await RunAsync("compare", "2401.00001", "2401.00002", "--aspects", "blockchain")).Code.ShouldBe(ExitCode.NothingFound);

    [Theory]
    [InlineData("md", "| **approach** | a linear probe of hidden states |")]
    [InlineData("csv", "approach,a linear probe of hidden states,\"In this paper, we propose a linear probe of hidden states.\",")]
    public async Task A_comparison_is_exported(string format, string expected)
    {
        var (code, output, _) = await RunAsync("compare", "2401.00001", "2401.00002", "--format", format);
        code.ShouldBe(ExitCode.Done);
        output.ShouldContain(expected);
    }

    [Fact]
    public async Task An_evaluation_without_its_file_says_what_is_wrong_and_makes_no_library()
    {
        var library = Path.Combine(_folder, "other");
        var error = new StringWriter();
        var code = await CommandLine.RunAsync(["eval", "summaries", Path.Combine(_folder, "none.jsonl"), "--library", library], TextWriter.Null, error);
        File.Exists(Path.Combine(library, "library.db")).ShouldBeFalse();
        code.ShouldBe(ExitCode.Failure);
        error.ToString().ShouldContain("none.jsonl: cannot be read");
    }
}
