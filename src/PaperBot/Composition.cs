using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using PaperBot.Adapters;
using PaperBot.Answering;
using PaperBot.Comparison;
using PaperBot.Conversations;
using PaperBot.Diagnostics.Doctor;
using PaperBot.Diagnostics.Evaluation;
using PaperBot.Digests;
using PaperBot.Library;
using PaperBot.Models;
using PaperBot.Prompts;
using PaperBot.Retrieval;
using PaperBot.Sources;
using PaperBot.Sources.Files;
using PaperBot.Sources.Ingestion;
using PaperBot.Sources.Refresh;
using PaperBot.Summaries;
using PaperBot.Web;

namespace PaperBot;

/// <summary>Puts the parts together. Nothing else reads configuration.</summary>
internal static class Composition
{
    /// <summary>Builds the host of one process run.</summary>
    /// <param name="libraryFolder">From <c>--library</c>; null leaves configuration in force.</param>
    public static IHost BuildHost(string? libraryFolder)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true, ContentRootPath = AppContext.BaseDirectory });
        Compose(builder, libraryFolder);
        return builder.Build();
    }

    /// <summary>Builds the host of <c>serve</c>: the same parts, with the worker, logging and a web server.</summary>
    public static IHost BuildService(string? libraryFolder)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        Compose(builder, libraryFolder);
        return builder.BuildService();
    }

    private static void Compose(IHostApplicationBuilder builder, string? libraryFolder)
    {
        Configure(builder.Configuration, libraryFolder);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services
            .AddPaperLibrary()
            .AddModels()
            .AddPrompts()
            .AddFileSources()
            .AddNetworkSources()
            .AddIngestion()
            .AddRefresh()
            .AddRetrieval()
            .AddAnswering()
            .AddSummaries()
            .AddComparison()
            .AddConversations()
            .AddDigests()
            .AddEvaluation()
            .AddDoctor();
        LoadAdapters(builder);
    }

    /// <summary>Checks every registered option; a bad value stops the start with all errors listed.</summary>
    public static void ValidateOptions(this IServiceProvider services) => services.GetRequiredService<IStartupValidator>().Validate();

    private static void LoadAdapters(IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<AdapterOptions>().BindConfiguration(AdapterOptions.Section).ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<AdapterOptions>, AdapterOptions.Validator>();
        var options = new AdapterOptions();
        builder.Configuration.GetSection(AdapterOptions.Section).Bind(options);
        builder.Services.AddSingleton(AdapterLoader.Load(builder, options));
    }

    private static void Configure(IConfigurationManager configuration, string? libraryFolder)
    {
        configuration.AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json"), optional: true);
        // The variable that Hugging Face's own tools read; ours goes before it.
        if (Environment.GetEnvironmentVariable("HF_TOKEN") is { Length: > 0 } token)
            configuration.AddInMemoryCollection([new("HuggingFace:Token", token.Trim())]);
        configuration.AddEnvironmentVariables("PAPERBOT_");
        var folder = libraryFolder ?? Environment.GetEnvironmentVariable("PAPERBOT_LIBRARY");
        if (!string.IsNullOrEmpty(folder))
            configuration.AddInMemoryCollection([new("Library:Path", folder)]);
    }
}
