using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace PaperBot.Testing.Fakes;

/// <summary>A request that arrived.</summary>
/// <param name="At">On the test's clock.</param>
/// <param name="Target">Path and query as sent.</param>
/// <param name="Headers">Names in any case.</param>
public sealed record SeenRequest(DateTimeOffset At, string Target, IReadOnlyDictionary<string, string> Headers);

/// <summary>A real server on this machine that stands for a service, keeps its rules, and misbehaves when told to.</summary>
public abstract class FakeService(TimeProvider clock) : IAsyncDisposable
{
    private readonly ConcurrentQueue<SeenRequest> _requests = new();
    private readonly ConcurrentQueue<string> _violations = new();
    private readonly ConcurrentQueue<Misbehaviour> _misbehaviours = new();
    private WebApplication? _application;

    /// <summary>Root of the server, without a slash at the end.</summary>
    public string Root { get; private set; } = "";

    /// <summary>All that the server listens on; the first is <see cref="Root"/>.</summary>
    protected IReadOnlyList<string> Addresses { get; private set; } = [];

    /// <summary>What arrived, in order.</summary>
    public IReadOnlyList<SeenRequest> Requests => [.. _requests];

    /// <summary>Rules of the service that were broken.</summary>
    public IReadOnlyList<string> Violations => [.. _violations];

    protected TimeProvider Clock { get; } = clock;

    /// <summary>The next requests are answered like this, one each.</summary>
    public void Next(params IEnumerable<Misbehaviour> misbehaviours)
    {
        foreach (var misbehaviour in misbehaviours)
            _misbehaviours.Enqueue(misbehaviour);
    }

    /// <summary>Starts the server on a free port.</summary>
    public async Task StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(Configure);
        _application = builder.Build();
        _application.Run(ReceiveAsync);
        await _application.StartAsync();
        Addresses = [.. _application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses];
        Root = Addresses[0].TrimEnd('/');
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_application is not null)
            await _application.DisposeAsync();
    }

    protected virtual void Configure(Microsoft.AspNetCore.Server.Kestrel.Core.KestrelServerOptions options) =>
        options.Listen(System.Net.IPAddress.Loopback, 0);

    /// <summary>Refuses a request that breaks a rule of the service; true when it was answered so.</summary>
    protected abstract Task<bool> RefuseAsync(HttpContext context);

    /// <summary>Answers as the service would.</summary>
    protected abstract Task AnswerAsync(HttpContext context);

    /// <summary>Called once for each request, before the client can know that it is done.</summary>
    protected virtual void Leave()
    {
    }

    /// <summary>Counts the request as done: a client that has its answer may come again before the server's own thread goes on.</summary>
    internal static void Done(HttpContext context)
    {
        if (context.Items.Remove(typeof(FakeService), out var leave))
            ((Action)leave!)();
    }

    protected void Violate(string rule) => _violations.Enqueue(rule);

    protected static async Task WriteAsync(HttpContext context, int status, string contentType, string body)
    {
        Done(context);
        context.Response.StatusCode = status;
        context.Response.ContentType = contentType;
        var bytes = System.Text.Encoding.UTF8.GetBytes(body);
        context.Response.ContentLength = bytes.Length;
        await context.Response.Body.WriteAsync(bytes);
    }

    protected static int? Number(HttpContext context, string name) =>
        !context.Request.Query.TryGetValue(name, out var value) ? null
        : int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : int.MinValue;

    private async Task ReceiveAsync(HttpContext context)
    {
        var headers = context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        _requests.Enqueue(new SeenRequest(Clock.GetUtcNow(), context.Request.Path + context.Request.QueryString, headers));
        context.Items[typeof(FakeService)] = (Action)Leave;
        try
        {
            if (context.Request.Headers.UserAgent.Count == 0)
            {
                Violate("no User-Agent");
                await WriteAsync(context, 403, "text/plain", "User-Agent required");
                return;
            }
            if (await RefuseAsync(context))
                return;
            if (_misbehaviours.TryDequeue(out var misbehaviour))
                await misbehaviour.RunAsync(context, () => AnswerAsync(context));
            else
                await AnswerAsync(context);
        }
        finally
        {
            Done(context);
        }
    }
}
