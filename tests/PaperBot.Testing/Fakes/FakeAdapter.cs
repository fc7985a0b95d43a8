using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using PaperBot.Adapters;
using PaperBot.Models;

namespace PaperBot.Testing.Fakes;

/// <summary>Brings <see cref="HashEmbedder"/> into a real process in the place of an adapter for model files.</summary>
public sealed class FakeAdapter : IAdapter
{
    /// <summary>Milliseconds that each call of the embedder takes.</summary>
    public const string PauseVariable = "PAPERBOT_TEST_EMBEDDING_PAUSE";

    public string Name => "fake";

    public void Configure(IHostApplicationBuilder host)
    {
        ArgumentNullException.ThrowIfNull(host);
        var pause = int.TryParse(Environment.GetEnvironmentVariable(PauseVariable), NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds) ? milliseconds : 0;
        host.Services.AddSingleton<IModelRuntime>(new FakeRuntime(embedder: _ => new HashEmbedder(before: (_, cancellationToken) => Task.Delay(pause, cancellationToken))));
    }
}
