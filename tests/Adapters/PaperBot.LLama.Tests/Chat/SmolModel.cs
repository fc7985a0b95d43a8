using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using PaperBot.LLama.Chat;
using PaperBot.Models;
using PaperBot.Testing;

namespace PaperBot.LLama.Chat;

/// <summary>SmolLM2, loaded once for all tests that need a model which writes sentences. On one thread: several wait for each other on a busy machine.</summary>
public sealed class SmolModel : IAsyncLifetime
{
    public const string File = "models/SmolLM2-135M-Instruct.Q4_1.gguf";

    public const int MaxConcurrent = 8;

    public IChatClient Client { get; private set; } = null!;

    internal LLamaChatClient LLama => (LLamaChatClient)Client;

    internal static RunnableModel Model(string path) => new() { Name = "smol", Kind = ModelKind.Chat, Runtime = "llama", Path = path, Fingerprint = "test" };

    public async Task InitializeAsync()
    {
        if (SharedFiles.Find(File) is not { } path)
            return;
        var runtime = new LLamaRuntime(Options.Create(new LLamaOptions { MaxConcurrent = MaxConcurrent, ContextTokens = 8192, MaxWaiting = 400, Threads = 1 }), NullLoggerFactory.Instance, TimeProvider.System);
        Client = await runtime.LoadChatAsync(Model(path), CancellationToken.None);
    }

    public async Task DisposeAsync()
    {
        if (Client is not null)
            await LLama.DisposeAsync();
    }
}
