using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PaperBot.Worker;

namespace PaperBot.Web;

/// <summary>Adds to a composed program what a service needs: the worker, log lines, health and metrics.</summary>
internal static class ServiceHost
{
    public static IHost BuildService(this WebApplicationBuilder builder)
    {
        var options = new ServeOptions();
        builder.Configuration.GetSection(ServeOptions.Section).Bind(options);
        builder.Services.AddOptions<ServeOptions>().BindConfiguration(ServeOptions.Section).ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<ServeOptions>, ServeOptions.Validator>();
        builder.Services.AddSingleton<MetricsText>();
        builder.Services.AddHostedService<RefreshWorker>();
        builder.Services.AddRoutingCore();
        builder.WebHost.UseKestrelCore().UseUrls(options.Address);
        AddLogging(builder.Logging, options.LogFormat);
        var service = builder.Build();
        // Listens from the start, not from the first look at it.
        service.Services.GetRequiredService<MetricsText>();
        service.UseRouting();
        service.MapHealth();
        service.MapGet("/metrics", WriteMetricsAsync);
        return service;
    }

    private static Task WriteMetricsAsync(HttpContext context)
    {
        context.Response.ContentType = MetricsText.ContentType;
        return context.Response.WriteAsync(context.RequestServices.GetRequiredService<MetricsText>().Write(), context.RequestAborted);
    }

    private static void AddLogging(ILoggingBuilder logging, string format)
    {
        logging.SetMinimumLevel(LogLevel.Information);
        logging.AddFilter("Microsoft", LogLevel.Warning);
        logging.AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Information);
        // A start that fails is told in words by the verb.
        logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
        _ = format switch
        {
            "systemd" => logging.AddSystemdConsole(),
            "json" => logging.AddJsonConsole(console => console.TimestampFormat = "O"),
            _ => logging.AddSimpleConsole(console => (console.SingleLine, console.TimestampFormat, console.UseUtcTimestamp) = (true, "yyyy-MM-dd HH:mm:ssZ ", true)),
        };
    }
}
