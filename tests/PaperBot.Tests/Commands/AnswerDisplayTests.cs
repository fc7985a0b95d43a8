using PaperBot.Answering;
using PaperBot.Retrieval;
using PaperBot.Retrieval.Indexing;

namespace PaperBot.Commands;

/// <summary>How an answer that is written as it comes, or taken back, looks on a terminal and in a pipe.</summary>
public sealed class AnswerDisplayTests
{
    private static readonly Source Paper = new(1, "2404.15574", "Retrieval Heads", null, "https://arxiv.org/abs/2404.15574", 1);

    private static Answer Answer(string text, string engine = "extractive", string? note = null, WritingCount? writing = null) =>
        new("What?", engine, text, [], [Paper], new CheckCount(2, 1), new AnswerTimings(1, 2, 3, 6), new RetrievalResult { Query = "What?", Filter = PaperFilter.None, Terms = [], Papers = [] }, []) { EngineNote = note, Writing = writing };

    private static async Task<string> ShowAsync(bool interactive, params AnswerUpdate[] updates)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        await new AnswerDisplay(new Terminal(output, error, json: false, interactive)).ShowAsync(updates.ToAsyncEnumerable(), CancellationToken.None);
        return output.ToString();
    }

    [Fact]
    public async Task A_terminal_is_told_that_the_text_above_is_withdrawn()
    {
        var shown = await ShowAsync(true, new TextDelta("Wrong text. [1]"), new StartedAnew("parrot failed."), new TextDelta("Quoted text. [1]"), new Completed(Answer("Quoted text. [1]", note: "parrot failed.")));
        shown.ShouldContain("Wrong text.");
        shown.IndexOf("withdrawn. parrot failed.", StringComparison.Ordinal).ShouldBeInRange(shown.IndexOf("Wrong text", StringComparison.Ordinal), shown.IndexOf("Quoted text", StringComparison.Ordinal));
        shown.ShouldContain("Quoted (extractive) because: parrot failed.");
    }

    [Fact]
    public async Task A_pipe_gets_the_final_text_alone()
    {
        var shown = await ShowAsync(false, new Busy(2, null), new TextDelta("Wrong text. [1]"), new StartedAnew("parrot failed."), new TextDelta("Quoted text. [1]"), new Completed(Answer("Quoted text. [1]")));
        shown.ShouldStartWith("Quoted text. [1]\n");
        shown.ShouldNotContain("Wrong");
        shown.ShouldNotContain("Waiting");
    }

    [Fact]
    public async Task Waiting_is_a_line_that_the_answer_replaces()
    {
        var shown = await ShowAsync(true, new Busy(3, TimeSpan.FromSeconds(12.2)), new Busy(1, null), new TextDelta("Text. [1]"), new Completed(Answer("Text. [1]")));
        var first = "Waiting for the model: number 3 in line, about 13 s";
        shown.ShouldStartWith(first + "\r" + new string(' ', first.Length) + "\rWaiting for the model: next in line\r");
        shown.ShouldContain("\rText. [1]\n");
    }

    [Fact]
    public void The_footer_names_who_wrote_and_how_much_held()
    {
        AnswerDisplay.Footer(Answer("", "smollm2", writing: new WritingCount("abc", 6, 1, 2, 0))).ShouldBe("written by smollm2, 5 of 6 claims checked · 6 ms");
        AnswerDisplay.Footer(Answer("", "smollm2", writing: new WritingCount("abc", 2, 0, 0, 3))).ShouldBe("written by smollm2, 2 of 2 claims checked, 3 quoted besides · 6 ms");
        AnswerDisplay.Footer(Answer("", writing: new WritingCount("abc", 6, 6, 0, 0))).ShouldBe("2 of 3 claims checked · extractive · 6 ms");
    }
}
