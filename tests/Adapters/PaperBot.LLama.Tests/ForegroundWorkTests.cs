using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging.Abstractions;
using PaperBot.LLama.Chat;
using PaperBot.LLama.TinyModels;
using PaperBot.Models;

namespace PaperBot.LLama;

public sealed class ForegroundWorkTests
{
    [Fact]
    public void The_last_that_ends_is_told()
    {
        var (work, told) = (new ForegroundWork(), 0);
        work.Ended += () => told++;
        work.Enter();
        work.Enter();
        work.Leave();
        (work.IsRunning, told).ShouldBe((true, 0));
        work.Leave();
        (work.IsRunning, told).ShouldBe((false, 1));
    }

    [Fact]
    public async Task A_reply_is_waited_for_from_its_first_token_to_its_last()
    {
        using var folder = new TemporaryFolder();
        TinyModel.WriteLlama(folder.File("chat.gguf"));
        LLamaNatives.Prepare(NullLoggerFactory.Instance);
        var (work, ended) = (new ForegroundWork(), 0);
        work.Ended += () => ended++;
        var model = new RunnableModel { Name = "chat", Kind = ModelKind.Chat, Runtime = LLamaRuntime.RuntimeName, Path = folder.File("chat.gguf"), Fingerprint = "chat" };
        var options = new LLamaOptions { Threads = 1, GpuLayers = "0", ContextTokens = 2048 };
        await using (var chat = await new ChatModelLoader(options, work, NullLoggerFactory.Instance, TimeProvider.System).LoadAsync(model, CancellationToken.None))
        {
            work.IsRunning.ShouldBeFalse();
            await chat.GetResponseAsync([new(ChatRole.User, "hello")], new ChatOptions { MaxOutputTokens = 8, Temperature = 0 });
        }
        (work.IsRunning, ended).ShouldBe((false, 1));
    }
}
