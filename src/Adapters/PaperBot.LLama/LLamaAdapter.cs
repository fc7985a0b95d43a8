using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using PaperBot.Adapters;
using PaperBot.Models;

namespace PaperBot.LLama;

/// <summary>Runs models of this machine's own files (GGUF) through LLamaSharp.</summary>
public sealed class LLamaAdapter : IAdapter
{
    public string Name => LLamaRuntime.RuntimeName;

    public void Configure(IHostApplicationBuilder host)
    {
        ArgumentNullException.ThrowIfNull(host);
        host.Services.AddOptions<LLamaOptions>().BindConfiguration(LLamaOptions.Section).ValidateOnStart();
        host.Services.AddSingleton<IValidateOptions<LLamaOptions>, LLamaOptions.Validator>();
        host.Services.AddSingleton<IModelRuntime, LLamaRuntime>();
    }
}
