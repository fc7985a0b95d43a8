using System.CommandLine;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using PaperBot.Web;

namespace PaperBot.Commands;

/// <summary><c>paperbot serve</c>: the worker that runs until it is stopped.</summary>
internal static class ServeVerb
{
    public const string Name = "serve";

    private static readonly TimeSpan CheckTime = TimeSpan.FromSeconds(5);

    public static Command Create()
    {
        var check = new Option<bool>("--check") { Description = "Ask a running service whether it is ready, and end with 0 or 1; for container health checks." };
        var command = CommandLine.Verb(
            Name,
            "Run as a service: read new papers on schedule, keep the index in step, run the loaded adapters; health and metrics on Serve:Address.",
            "paperbot serve\nPAPERBOT_Serve__Address=http://0.0.0.0:8377 paperbot serve",
            (context, cancellationToken) => context.Parsed.GetValue(check) ? CheckAsync(context, cancellationToken) : RunAsync(context, cancellationToken),
            readsLibrary: false);
        command.Add(check);
        return command;
    }

    private static async Task<int> RunAsync(VerbContext context, CancellationToken cancellationToken)
    {
        var address = context.Get<IOptions<ServeOptions>>().Value.Address;
        try
        {
            await context.Get<IHost>().RunAsync(cancellationToken);
            return ExitCode.Done;
        }
        catch (IOException error) when (error.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
        {
            await context.Terminal.Error.WriteLineAsync($"paperbot: {address} is in use; stop the other process or set Serve:Address.");
            return ExitCode.Failure;
        }
    }

    private static async Task<int> CheckAsync(VerbContext context, CancellationToken cancellationToken)
    {
        // An address that means "every network" is asked on this machine.
        var address = context.Get<IOptions<ServeOptions>>().Value.Address.Replace("//0.0.0.0", "//127.0.0.1", StringComparison.Ordinal).Replace("//*", "//127.0.0.1", StringComparison.Ordinal).Replace("//+", "//127.0.0.1", StringComparison.Ordinal);
        using var client = new HttpClient { Timeout = CheckTime };
        try
        {
            using var answer = await client.GetAsync(new Uri(new Uri(address), "/health/ready"), cancellationToken);
            context.Terminal.WriteLine(answer.IsSuccessStatusCode ? "ready" : "not ready: " + await answer.Content.ReadAsStringAsync(cancellationToken));
            return answer.IsSuccessStatusCode ? ExitCode.Done : ExitCode.Failure;
        }
        catch (Exception error) when (error is HttpRequestException || (error is TaskCanceledException && !cancellationToken.IsCancellationRequested))
        {
            await context.Terminal.Error.WriteLineAsync($"paperbot: no service answers at {address}.");
            return ExitCode.Failure;
        }
    }
}
