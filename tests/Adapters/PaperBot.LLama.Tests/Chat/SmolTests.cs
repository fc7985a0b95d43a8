using Microsoft.Extensions.AI;

namespace PaperBot.LLama.Chat;

public sealed class SmolTests(SmolModel smol) : IClassFixture<SmolModel>
{
    [SharedFact(SmolModel.File)]
    public async Task It_answers()
    {
        var reply = await smol.Client.GetResponseAsync([new(ChatRole.System, "You are a helpful assistant."), new(ChatRole.User, "What is the capital of France?")], new ChatOptions { Temperature = 0, MaxOutputTokens = 40 });
        reply.Text.ShouldBe("The capital of France is Paris.");
    }
}
