using System.Text.Json;
using Microsoft.Extensions.Options;
using PaperBot.Library;
using PaperBot.Papers;

namespace PaperBot.Commands;

public sealed class AskVerbTests : IDisposable
{
    private const string Heads =
        "We find that a special type of attention heads, which we dub retrieval heads, is largely responsible for retrieving information. Only 4\\% of the attention heads are retrieval heads. Pruning retrieval heads causes hallucination.";

    private static readonly string[] Keys = ["question", "outcome", "engine", "engineNote", "writing", "text", "claims", "sources", "maybeRelated", "checked", "timings"];

    private readonly string _folder = Directory.CreateTempSubdirectory("paperbot-ask-").FullName;

    public AskVerbTests()
    {
        using var library = new PaperLibrary(Options.Create(new LibraryOptions { Path = _folder }));
        library.Store(
        [
            (new Paper { Id = "2404.15574", Title = "Retrieval Head [red]Explains[/] Factuality\u001b[31m", Published = new DateOnly(2024, 4, 24), Abstract = Heads, Authors = ["Wenhao Wu"], Categories = ["cs.CL"] }, null),
            (new Paper { Id = "2301.00001", Title = "Grokking of small datasets", Published = new DateOnly(2023, 1, 1), Abstract = "We study grokking on modular addition. We show that weight decay makes grokking 10 times faster." }, null),
        ]);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private Task<CommandRun> RunAsync(params string[] arguments) => CommandRun.OfAsync(_folder, arguments);

    [Fact]
    public async Task An_answer_is_text_sources_and_a_footer()
    {
        var run = await RunAsync("ask", "What", "are", "retrieval", "heads?");
        run.ExitCode.ShouldBe(ExitCode.Done);
        run.OutputLines[0].ShouldContain("which we dub retrieval heads, is largely responsible for retrieving information. [1]");
        run.OutputLines[0].ShouldContain("Only 4% of the attention heads are retrieval heads. [1]");
        run.Output.ShouldContain("Retrieval Head [red]Explains[/] Factuality");
        run.Output.ShouldContain("2024-04-24");
        run.Output.ShouldContain("3 of 3 claims checked · extractive · ");
        run.Output.ShouldNotContain("\u001b");
    }

    [Theory]
    [InlineData("What are retrieval heads?", "answered", ExitCode.Done)]
    [InlineData("How long should sourdough rest?", "notFound", ExitCode.NothingFound)]
    [InlineData("?", "refused", ExitCode.Usage)]
    public async Task Json_has_every_key_whatever_came_of_the_question(string question, string outcome, int exitCode)
    {
        var run = await RunAsync("ask", question, "--json");
        run.ExitCode.ShouldBe(exitCode);
        run.Json.EnumerateObject().Select(member => member.Name).ShouldBe(Keys);
        run.Json.GetProperty("question").GetString().ShouldBe(question);
        run.Json.GetProperty("outcome").GetString().ShouldBe(outcome);
        run.Json.GetProperty("checked").EnumerateObject().Select(member => member.Name).ShouldBe(["kept", "dropped"]);
        run.Json.GetProperty("timings").EnumerateObject().Select(member => member.Name).ShouldBe(["retrieveMs", "composeMs", "checkMs", "totalMs"]);
        run.Json.GetProperty("text").GetString()!.Length.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Json_holds_claims_with_verbatim_quotes_and_numbered_sources()
    {
        var answer = (await RunAsync("ask", "What share of attention heads are retrieval heads?", "--json")).Json;
        var claim = answer.GetProperty("claims")[0];
        claim.EnumerateObject().Select(member => member.Name).ShouldBe(["text", "citations"]);
        claim.GetProperty("text").GetString().ShouldBe("Only 4% of the attention heads are retrieval heads.");
        var citation = claim.GetProperty("citations")[0];
        citation.EnumerateObject().Select(member => member.Name).ShouldBe(["paperId", "title", "quote"]);
        Heads.ShouldContain(citation.GetProperty("quote").GetString()!, Case.Sensitive);
        answer.GetProperty("sources")[0].EnumerateObject().Select(member => member.Name).ShouldBe(["n", "paperId", "title", "published", "url", "score"]);
        answer.GetProperty("sources")[0].GetProperty("published").GetString().ShouldBe("2024-04-24");
    }

    [Fact]
    public async Task Why_shows_scores_evidence_the_decision_and_each_check()
    {
        var run = await RunAsync("ask", "What are retrieval heads?", "--why");
        run.Output.ShouldContain("Searched for: What are retrieval heads?");
        run.Output.ShouldContain("bm25");
        run.Output.ShouldContain("passed");
        var why = (await RunAsync("ask", "What are retrieval heads?", "--why", "--json")).Json.GetProperty("why");
        why.GetProperty("papers")[0].GetProperty("evidence").GetArrayLength().ShouldBeGreaterThan(0);
        why.GetProperty("checks").EnumerateArray().ShouldAllBe(check => check.GetProperty("passed").GetBoolean());
        why.EnumerateObject().Select(member => member.Name).ShouldContain("sufficiency");
    }

    [Fact]
    public async Task A_filter_that_leaves_nothing_finds_nothing()
    {
        (await RunAsync("ask", "What are retrieval heads?", "--to", "2023")).ExitCode.ShouldBe(ExitCode.NothingFound);
        (await RunAsync("ask", "What are retrieval heads?", "--author", "Wu", "--category", "cs")).ExitCode.ShouldBe(ExitCode.Done);
    }

    [Theory]
    [InlineData("nobody-7b")]
    [InlineData("absent.gguf")]
    [InlineData("")]
    public async Task An_engine_that_is_not_there_is_a_usage_error(string engine)
    {
        var run = await RunAsync("ask", "What are retrieval heads?", "--engine", engine);
        run.ExitCode.ShouldBe(ExitCode.Usage);
        run.Output.ShouldBeEmpty();
        run.Error.ShouldStartWith("paperbot: --engine: ");
        run.Error.ShouldContain("Name one of auto, extractive");
    }

    [Theory]
    [InlineData("auto")]
    [InlineData("extractive")]
    public async Task Without_a_model_every_engine_quotes_and_says_nothing_of_it(string engine)
    {
        var run = await RunAsync("ask", "What are retrieval heads?", "--engine", engine, "--json");
        run.ExitCode.ShouldBe(ExitCode.Done);
        run.Json.GetProperty("engine").GetString().ShouldBe("extractive");
        run.Json.GetProperty("engineNote").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task A_model_that_nothing_here_can_run_is_told_of()
    {
        var file = Path.Combine(_folder, "parrot.gguf");
        await File.WriteAllTextAsync(file, "GGUF");
        var run = await RunAsync("ask", "What are retrieval heads?", "--engine", file);
        run.ExitCode.ShouldBe(ExitCode.Done);
        run.Output.ShouldContain("Quoted (extractive) because: parrot");
    }

    [Fact]
    public async Task Engines_are_compared_in_one_table()
    {
        var file = Path.Combine(_folder, "questions.jsonl");
        await File.WriteAllTextAsync(file, """{"qid":"a","question":"What are retrieval heads?","paper_id":"2404.15574","answer":["retrieval heads"]}""");
        var run = await RunAsync("eval", "answers", file, "--engine", "extractive,auto");
        run.OutputLines.ShouldContain(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries).SequenceEqual(new[] { "extractive", "auto" }));
        run.OutputLines.ShouldContain(line => line.StartsWith("gold phrases found") && line.EndsWith("1.000       1.000"));
        run.OutputLines.ShouldContain(line => line.StartsWith("answers a model wrote"));
        var json = (await RunAsync("eval", "answers", file, "--engine", "extractive,auto", "--json")).OutputLines.Select(line => JsonDocument.Parse(line).RootElement).ToList();
        json.Where(line => line.TryGetProperty("summary", out _)).Select(line => line.GetProperty("engine").GetString()).ShouldBe(["extractive", "auto"]);
        (await RunAsync("eval", "answers", file, "--engine", "extractive,nobody")).ExitCode.ShouldBe(ExitCode.Usage);
    }

    [Fact]
    public async Task Damaged_prompt_files_are_a_configuration_error()
    {
        var run = await Executable.RunAsync([("PAPERBOT_Prompts__Folder", Path.Combine(_folder, "nowhere"))], "ask", "What are retrieval heads?", "--library", _folder);
        run.ExitCode.ShouldBe(ExitCode.Usage);
        run.Error.ShouldContain("The folder of prompts");
    }

    [Fact]
    public async Task An_evaluation_prints_figures_or_one_line_of_json_a_question()
    {
        var file = Path.Combine(_folder, "questions.jsonl");
        await File.WriteAllLinesAsync(file,
        [
            """{"qid":"a","question":"What are retrieval heads?","paper_id":"2404.15574","answer":["retrieval heads"]}""",
            "nonsense",
            """{"qid":"b","question":"How long should sourdough rest?"}""",
        ]);
        var plain = await RunAsync("eval", "answers", file);
        plain.ExitCode.ShouldBe(ExitCode.Done);
        plain.Output.ShouldContain("quotes verbatim");
        plain.Output.ShouldContain("at 5% wrongly refused");
        plain.ErrorLines.ShouldContain($"{file}:2: not JSON");
        var json = (await RunAsync("eval", "answers", file, "--json")).OutputLines.Select(line => JsonDocument.Parse(line).RootElement).ToList();
        json.Count.ShouldBe(3);
        json[0].GetProperty("qid").GetString().ShouldBe("a");
        json[0].GetProperty("goldFound").GetInt32().ShouldBe(1);
        json[^1].GetProperty("summary").GetProperty("refused").GetDouble().ShouldBe(1);
        (await RunAsync("eval", "answers", file + ".absent")).ExitCode.ShouldBe(ExitCode.Failure);
    }

    [Fact]
    public async Task A_conversation_can_be_piped()
    {
        using var chat = Executable.Start([], "chat", "--library", _folder);
        await chat.StandardInput.WriteAsync("hi\nWhat are retrieval heads?\nwhat happens when they are pruned?\n/sources\n/history\n/nonsense\n/new\nthanks\n/quit\nnever read\n");
        chat.StandardInput.Close();
        var output = await chat.StandardOutput.ReadToEndAsync();
        await chat.WaitForExitAsync();
        chat.ExitCode.ShouldBe(0);
        output.ShouldContain("Hello.");
        output.ShouldContain("largely responsible for retrieving information. [1]");
        output.ShouldContain("Pruning retrieval heads causes hallucination. [1]");
        output.ShouldContain("understood as:");
        output.ShouldContain("There is no command /nonsense");
        output.ShouldContain("You are welcome.");
        output.ShouldNotContain("never read");
    }
}
