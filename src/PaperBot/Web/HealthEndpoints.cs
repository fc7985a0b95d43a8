using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using PaperBot.Library;
using PaperBot.Retrieval.Indexing;

namespace PaperBot.Web;

/// <summary><c>/health/live</c>: the process answers. <c>/health/ready</c>: library and index can be read, so questions can be answered.</summary>
internal static class HealthEndpoints
{
    public static void MapHealth(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/health/live", context => context.Response.WriteAsync("live\n"));
        endpoints.MapGet("/health/ready", ReadyAsync);
    }

    private static async Task ReadyAsync(HttpContext context)
    {
        var (papers, problem) = Read(context.RequestServices);
        context.Response.StatusCode = problem is null ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        await context.Response.WriteAsJsonAsync(new { ready = problem is null, papers, problem }, context.RequestAborted);
    }

    private static (int? Papers, string? Problem) Read(IServiceProvider services)
    {
        try
        {
            var papers = services.GetRequiredService<PaperLibrary>().Count().Papers;
            return services.GetRequiredService<IndexUpdater>().State is null ? (papers, "The index cannot be read.") : (papers, null);
        }
        catch (Exception error) when (error is LibraryException or IOException)
        {
            // What is wrong stands in the log and in 'paperbot doctor'; whoever can reach this address needs no path.
            return (null, "The library cannot be read.");
        }
    }
}
