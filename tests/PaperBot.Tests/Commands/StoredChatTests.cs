using System.Diagnostics;
using Microsoft.Extensions.Options;
using PaperBot.Library;
using PaperBot.Papers;

namespace PaperBot.Commands;

/// <summary>Conversations across runs of the real executable.</summary>
public sealed class StoredChatTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("paperbot-chat-").FullName;

    public StoredChatTests()
    {
        using var library = new PaperLibrary(Options.Create(new LibraryOptions { Path = _folder }));
        library.Store(
        [
            (new Paper
            {
                Id = "2404.15574", Title = "Retrieval heads explain factuality",
                Abstract = "We find that a special type of attention heads, which we dub retrieval heads, is largely responsible for retrieving information. Only 4% of the attention heads are retrieval heads. Pruning retrieval heads causes hallucination.",
            }, null),
            (new Paper { Id = "2301.00001", Title = "Grokking", Abstract = "We study grokking on modular addition. We show that weight decay makes grokking 10 times faster." }, null),
        ]);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_conversation_survives_a_kill_goes_on_and_can_be_forgotten()
    {
        using (var killed = Executable.Start([], "chat", "--library", _folder))
        {
            await killed.StandardInput.WriteAsync("What are retrieval heads?\n");
            await killed.StandardInput.FlushAsync();
            while (await killed.StandardOutput.ReadLineAsync() is { } line && !line.Contains("claims checked", StringComparison.Ordinal))
            {
            }
            killed.Kill();
            await killed.WaitForExitAsync();
        }
        (await CommandRun.OfAsync(_folder, "chat", "--list")).Output.ShouldContain("1 question   What are retrieval heads?");

        var continued = await SayAsync("what happens when they are pruned?\n/history\n/why\n", "--continue");
        continued.ShouldContain("This goes on with the conversation of");
        continued.ShouldContain("Pruning retrieval heads causes hallucination. [1]");
        continued.ShouldContain("what happens when they are pruned?  (understood as: what happens when retrieval heads are pruned?, by rules)");
        continued.ShouldContain("Understood as: what happens when retrieval heads are pruned?, by rules");

        var forgotten = await SayAsync("/sources\n/why\n/forget\n/history\n/forget\nwhat happens when they are pruned?\n", "--continue");
        forgotten.ShouldContain("Retrieval heads explain factuality");
        forgotten.ShouldContain("Scores and checks are not stored");
        forgotten.ShouldContain("This conversation is deleted from the library: 2 questions and their answers.");
        forgotten.ShouldContain("Nothing of this conversation is stored.");
        foreach (var file in Directory.GetFiles(_folder, "library.db*"))
            File.ReadAllText(file, System.Text.Encoding.Latin1).ShouldNotContain("What are retrieval heads?");
    }

    [Fact]
    public async Task A_new_conversation_leaves_the_former_one_stored()
    {
        await SayAsync("What are retrieval heads?\n/new\nWhat is grokking?\n");
        var list = (await CommandRun.OfAsync(_folder, "chat", "--list", "--json")).Json;
        list.EnumerateArray().Select(one => one.GetProperty("firstQuestion").GetString()).ShouldBe(["What is grokking?", "What are retrieval heads?"]);
    }

    [Fact]
    public async Task Without_a_former_conversation_nothing_is_listed_and_continuing_begins_anew()
    {
        (await CommandRun.OfAsync(_folder, "chat", "--list")).Output.ShouldContain("No conversation is stored.");
        (await SayAsync("/history\n", "--continue")).ShouldContain("there is no earlier conversation");
        (await CommandRun.OfAsync(_folder, "chat", "--engine", "no-such-model")).ExitCode.ShouldBe(ExitCode.Usage);
    }

    private async Task<string> SayAsync(string text, params string[] arguments)
    {
        using Process chat = Executable.Start([], ["chat", .. arguments, "--library", _folder]);
        await chat.StandardInput.WriteAsync(text);
        chat.StandardInput.Close();
        var (output, error) = (chat.StandardOutput.ReadToEndAsync(), chat.StandardError.ReadToEndAsync());
        await chat.WaitForExitAsync();
        chat.ExitCode.ShouldBe(0);
        return await output + await error;
    }
}
