using PaperBot.Testing;

namespace PaperBot.Commands;

public sealed class BenchEmbedVerbTests
{
    [Fact]
    public async Task What_is_missing_for_a_measurement_is_said()
    {
        using var folder = new TemporaryFolder();
        var texts = folder.File("texts.txt");
        var absent = await CommandRun.OfAsync(folder.Path, "bench", "embed", "--texts", texts);
        (absent.ExitCode, absent.Error).ShouldSatisfyAllConditions(run => run.ExitCode.ShouldBe(ExitCode.Failure), run => run.Error.ShouldContain("texts.txt"));
        await File.WriteAllTextAsync(texts, "\n\n");
        (await CommandRun.OfAsync(folder.Path, "bench", "embed", "--texts", texts)).Error.ShouldContain("holds no text");
        await File.WriteAllTextAsync(texts, "a text\n");
        (await CommandRun.OfAsync(folder.Path, "bench", "embed", "--texts", texts, "--model", folder.File("absent.gguf"))).Error.ShouldContain("is missing");
        (await CommandRun.OfAsync(folder.Path, "bench", "embed", "--rounds", "0")).ExitCode.ShouldBe(ExitCode.Usage);
    }
}
