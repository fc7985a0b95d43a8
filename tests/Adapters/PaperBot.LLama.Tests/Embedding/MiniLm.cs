using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using PaperBot.Models;
using PaperBot.Testing;

namespace PaperBot.LLama.Embedding;

/// <summary>The small real embedder that lies beside some checkouts.</summary>
internal static class MiniLm
{
    public const string File = "models/all-MiniLM-L6-v2.q8_0.gguf";

    public static RunnableModel Model => new()
    {
        Name = "minilm",
        Kind = ModelKind.Embedder,
        Runtime = LLamaRuntime.RuntimeName,
        Path = SharedFiles.Path(File),
        Fingerprint = "bf1d74689ea4b1d2db7bc1ee52ed8f4618984437d05ba47d7513d24a8c5f18ed",
    };

    public static Task<IEmbeddingGenerator<string, Embedding<float>>> LoadAsync(RunnableModel? model = null) =>
        new LLamaRuntime(Options.Create(new LLamaOptions()), NullLoggerFactory.Instance, TimeProvider.System).LoadEmbedderAsync(model ?? Model, CancellationToken.None);
}
