using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PaperBot.Adapters;
using PaperBot.Diagnostics.Doctor;
using PaperBot.Retrieval.Indexing;
using PaperBot.Retrieval.Indexing.Embedded;

namespace PaperBot.Qdrant;

/// <summary>An index in a Qdrant server, with the embedded index behind it.</summary>
public sealed class QdrantAdapter : IAdapter
{
    public string Name => "qdrant";

    public void Configure(IHostApplicationBuilder host)
    {
        ArgumentNullException.ThrowIfNull(host);
        host.Services.AddOptions<QdrantOptions>().BindConfiguration(QdrantOptions.Section).ValidateOnStart();
        host.Services.AddSingleton<IValidateOptions<QdrantOptions>, QdrantOptions.Validator>();
        host.Services.AddSingleton(provider => new QdrantPaperIndex(Options(provider), provider.GetRequiredService<IOptions<IndexOptions>>().Value, provider.GetRequiredService<TimeProvider>()));
        host.Services.AddSingleton(Index);
        host.Services.AddSingleton<Reconciliation>();
        host.Services.AddSingleton<IDoctorCheck, QdrantCheck>();
        host.Services.AddHostedService<ReconciliationWorker>();
    }

    private static IPaperIndex Index(IServiceProvider provider)
    {
        var options = Options(provider);
        if (options.Address.Length == 0)
            return provider.GetRequiredService<EmbeddedPaperIndex>();
        var qdrant = provider.GetRequiredService<QdrantPaperIndex>();
        if (!options.KeepEmbedded)
            return qdrant;
        var breaker = new CircuitBreaker(provider.GetRequiredService<TimeProvider>(), TimeSpan.FromSeconds(options.PauseSeconds));
        return new FallbackPaperIndex(qdrant, provider.GetRequiredService<EmbeddedPaperIndex>(), breaker, provider.GetService<ILogger<FallbackPaperIndex>>());
    }

    private static QdrantOptions Options(IServiceProvider provider) => provider.GetRequiredService<IOptions<QdrantOptions>>().Value;
}
