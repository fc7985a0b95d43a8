using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using PaperBot.Testing;

namespace PaperBot.Web;

public sealed class ServeVerbTests : IDisposable
{
    private static readonly (string, string)[] NoSources = [("PAPERBOT_Refresh__HuggingFaceMinutes", "0"), ("PAPERBOT_Refresh__ArxivCategories", "")];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_service_answers_for_its_health_and_ends_cleanly_when_asked_to()
    {
        var address = FreeAddress();
        using var process = Executable.Start([.. NoSources, ("PAPERBOT_Serve__Address", address)], "serve", "--library", _folder.Path);
        var output = process.StandardOutput;
        while (await output.ReadLineAsync() is { } line && !line.Contains("Now listening", StringComparison.Ordinal))
        {
        }
        using var client = new HttpClient { BaseAddress = new Uri(address) };
        (await client.GetStringAsync("/health/live")).ShouldBe("live\n");
        (await client.GetStringAsync("/health/ready")).ShouldContain("\"ready\":true");
        var metrics = await client.GetAsync("/metrics");
        metrics.Content.Headers.ContentType!.ToString().ShouldBe(MetricsText.ContentType);
        (await client.GetAsync("/other")).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        var check = await Executable.RunAsync([("PAPERBOT_Serve__Address", address.Replace("127.0.0.1", "0.0.0.0", StringComparison.Ordinal))], "serve", "--check", "--library", _folder.Path);
        (check.ExitCode, check.Output.Trim()).ShouldBe((0, "ready"));

        var second = await Executable.RunAsync([.. NoSources, ("PAPERBOT_Serve__Address", address)], "serve", "--library", _folder.Path);
        second.ExitCode.ShouldBe(1);
        second.Error.ShouldBe($"paperbot: {address} is in use; stop the other process or set Serve:Address.{Environment.NewLine}");

        if (OperatingSystem.IsWindows())
        {
            process.Kill();
            return;
        }
        using (var terminate = Process.Start("kill", ["-TERM", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]))
            await terminate.WaitForExitAsync();
        (await output.ReadToEndAsync()).ShouldContain("shutting down");
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task A_check_without_a_service_fails_in_words()
    {
        var address = FreeAddress();
        var check = await Executable.RunAsync([("PAPERBOT_Serve__Address", address)], "serve", "--check", "--library", _folder.Path);
        (check.ExitCode, check.Error.Trim()).ShouldBe((1, $"paperbot: no service answers at {address}."));
    }

    private static string FreeAddress()
    {
        using var socket = new TcpListener(IPAddress.Loopback, 0);
        socket.Start();
        return $"http://{socket.LocalEndpoint}";
    }
}
