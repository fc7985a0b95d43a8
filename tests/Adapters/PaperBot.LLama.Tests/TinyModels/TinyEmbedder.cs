using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using PaperBot.LLama.Embedding;
using PaperBot.Models;

namespace PaperBot.LLama.TinyModels;

/// <summary>A tiny embedder, loaded as any other but with a clock and other work of the test's own.</summary>
internal sealed class TinyEmbedder : IDisposable
{
    private readonly TemporaryFolder _folder;

    private TinyEmbedder(TemporaryFolder folder, BatchEmbedder embedder, ForegroundWork foreground) => (_folder, Embedder, Foreground) = (folder, embedder, foreground);

    public BatchEmbedder Embedder { get; }

    /// <summary>What people wait for beside the embedder.</summary>
    public ForegroundWork Foreground { get; }

    public string Space => Embedder.GetService<EmbeddingGeneratorMetadata>()!.DefaultModelId!;

    public static async Task<TinyEmbedder> LoadAsync(Func<RunnableModel, RunnableModel>? change = null, TimeProvider? clock = null, Action<string>? write = null)
    {
        var folder = new TemporaryFolder();
        try
        {
            var (model, foreground) = (Write(folder, write ?? (path => TinyBert.WriteEmbedder(path))), new ForegroundWork());
            LLamaNatives.Prepare(NullLoggerFactory.Instance);
            var files = new EncoderFiles(new LLamaOptions { Threads = 1 }, foreground, NullLoggerFactory.Instance, clock ?? TimeProvider.System);
            return new TinyEmbedder(folder, await EmbedderLoader.LoadAsync(change?.Invoke(model) ?? model, files, CancellationToken.None), foreground);
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    /// <summary>A runtime as the adapter registers it.</summary>
    public static LLamaRuntime Runtime() => new(Options.Create(new LLamaOptions { Threads = 1 }), NullLoggerFactory.Instance, TimeProvider.System);

    /// <summary>Writes a model's file into a folder.</summary>
    public static RunnableModel Write(TemporaryFolder folder, Action<string> write)
    {
        var path = folder.File("tiny.gguf");
        write(path);
        return new RunnableModel { Name = "tiny", Kind = ModelKind.Embedder, Runtime = LLamaRuntime.RuntimeName, Path = path, Fingerprint = "0123456789abcdef" };
    }

    public async Task<Embedding<float>> EmbedAsync(string text, EmbeddingGenerationOptions? options = null) => (await Embedder.GenerateAsync([text], options))[0];

    /// <summary>Tokens that a text comes to, special ones included.</summary>
    public async Task<long> TokensOfAsync(string text) => (await Embedder.GenerateAsync([text])).Usage!.InputTokenCount!.Value;

    public void Dispose()
    {
        Embedder.Dispose();
        _folder.Dispose();
    }
}
