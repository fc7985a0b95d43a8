using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using PaperBot.Adapters;
using PaperBot.Models;

namespace PaperBot.OpenAI;

/// <summary>Chat models and embedders behind an OpenAI-compatible endpoint: llama-server, vLLM, Ollama, …</summary>
public sealed class OpenAIAdapter : IAdapter
{
    public string Name => OpenAIRuntime.RuntimeName;

    public void Configure(IHostApplicationBuilder host)
    {
        ArgumentNullException.ThrowIfNull(host);
        host.Services.AddOptions<OpenAIOptions>().BindConfiguration(OpenAIOptions.Section).ValidateOnStart();
        host.Services.AddSingleton<IValidateOptions<OpenAIOptions>, OpenAIOptions.Validator>();
        host.Services.AddSingleton<IModelRuntime, OpenAIRuntime>();
    }
}
