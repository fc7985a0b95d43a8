using System.Net;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Qdrant.Client.Grpc;

namespace PaperBot.Qdrant.Server;

/// <summary>
/// A server that speaks the part of Qdrant's gRPC protocol that is used here, as strictly as the original: over HTTP/2, with its status codes,
/// filters, IDF, fusion and aliases. What it holds survives <see cref="StopAsync"/>. Searches are exact.
/// </summary>
internal sealed class FakeQdrant : IAsyncDisposable
{
    private readonly Dictionary<string, (MessageParser Parser, Func<IMessage, IMessage> Answer)> _methods = [];
    private readonly FakeStorage _storage = new();
    private WebApplication? _application;
    private int _port;
    private int _calls;

    public FakeQdrant()
    {
        Add<CreateCollection, CollectionOperationResponse>("Collections/Create", CreateCollection.Parser, _storage.Create);
        Add<DeleteCollection, CollectionOperationResponse>("Collections/Delete", DeleteCollection.Parser, _storage.Delete);
        Add<ListCollectionsRequest, ListCollectionsResponse>("Collections/List", ListCollectionsRequest.Parser, _storage.List);
        Add<GetCollectionInfoRequest, GetCollectionInfoResponse>("Collections/Get", GetCollectionInfoRequest.Parser, _storage.Describe);
        Add<ChangeAliases, CollectionOperationResponse>("Collections/UpdateAliases", ChangeAliases.Parser, _storage.Change);
        Add<ListAliasesRequest, ListAliasesResponse>("Collections/ListAliases", ListAliasesRequest.Parser, _storage.ListAliases);
        Add<CollectionExistsRequest, CollectionExistsResponse>("Collections/CollectionExists", CollectionExistsRequest.Parser, _storage.Exists);
        Add<UpsertPoints, PointsOperationResponse>("Points/Upsert", UpsertPoints.Parser, request => _storage.Find(request.CollectionName).Upsert(request));
        Add<DeletePoints, PointsOperationResponse>("Points/Delete", DeletePoints.Parser, request => _storage.Find(request.CollectionName).Delete(request));
        Add<GetPoints, GetResponse>("Points/Get", GetPoints.Parser, request => _storage.Find(request.CollectionName).Get(request));
        Add<ScrollPoints, ScrollResponse>("Points/Scroll", ScrollPoints.Parser, request => _storage.Find(request.CollectionName).Scroll(request));
        Add<CountPoints, CountResponse>("Points/Count", CountPoints.Parser, request => _storage.Find(request.CollectionName).Count(request));
        Add<CreateFieldIndexCollection, PointsOperationResponse>("Points/CreateFieldIndex", CreateFieldIndexCollection.Parser, request => _storage.Find(request.CollectionName).IndexField(request));
        Add<QueryPoints, QueryResponse>("Points/Query", QueryPoints.Parser, request => new QueryResponse { Result = { _storage.Find(request.CollectionName).Query(request) } });
        Add<QueryBatchPoints, QueryBatchResponse>("Points/QueryBatch", QueryBatchPoints.Parser, request => new QueryBatchResponse
        {
            Result = { request.QueryPoints.Select(query => new BatchResult { Result = { _storage.Find(request.CollectionName).Query(query) } }) },
        });
        Add<HealthCheckRequest, HealthCheckReply>("Qdrant/HealthCheck", HealthCheckRequest.Parser, _ => new HealthCheckReply { Title = "qdrant - vector search engine", Version = "1.18.0" });
    }

    /// <summary>Where it listens.</summary>
    public string Address => $"http://127.0.0.1:{_port}";

    /// <summary>Asked for when not null.</summary>
    public string? Key { get; set; }

    /// <summary>Runs before each call, with its name (<c>Points/Upsert</c>) and request; what it throws is the answer, an <see cref="RpcException"/> with its status.</summary>
    public Func<string, IMessage, Task>? Before { get; set; }

    /// <summary>Runs when a call was carried out and is not answered yet.</summary>
    public Func<string, IMessage, Task>? After { get; set; }

    /// <summary>Calls so far.</summary>
    public int Calls => Volatile.Read(ref _calls);

    /// <summary>Collections and aliases.</summary>
    public FakeStorage Storage => _storage;

    public static async Task<FakeQdrant> StartedAsync()
    {
        var server = new FakeQdrant();
        await server.StartAsync();
        return server;
    }

    /// <summary>Starts on a free port, and the next time on the same.</summary>
    public async Task StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options =>
        {
            options.Limits.MaxRequestBodySize = null;
            options.Listen(IPAddress.Loopback, _port, listen => listen.Protocols = HttpProtocols.Http2);
        });
        _application = builder.Build();
        _application.Run(ReceiveAsync);
        await _application.StartAsync();
        _port = new Uri(_application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()).Port;
    }

    /// <summary>Drops every connection, as a killed process does.</summary>
    public async Task StopAsync()
    {
        if (Interlocked.Exchange(ref _application, null) is not { } application)
            return;
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        try
        {
            await application.StopAsync(now.Token);
        }
        catch (OperationCanceledException)
        {
            // Asked for.
        }
        await application.DisposeAsync();
    }

    public async ValueTask DisposeAsync() => await StopAsync();

    private void Add<TRequest, TAnswer>(string name, MessageParser<TRequest> parser, Func<TRequest, TAnswer> answer)
        where TRequest : IMessage<TRequest>
        where TAnswer : IMessage => _methods.Add(name, (parser, request => answer((TRequest)request)));

    private async Task ReceiveAsync(HttpContext context)
    {
        context.Response.ContentType = "application/grpc";
        try
        {
            var answer = await AnswerAsync(context);
            await Framing.WriteAsync(context.Response, answer);
            context.Response.AppendTrailer("grpc-status", "0");
        }
        catch (RpcException error)
        {
            Framing.Fail(context.Response, error.Status);
        }
    }

    private async Task<IMessage> AnswerAsync(HttpContext context)
    {
        if (context.Request.Method != "POST" || context.Request.ContentType?.StartsWith("application/grpc", StringComparison.Ordinal) != true || context.Request.Headers.TE != "trailers")
            throw new RpcException(new Status(StatusCode.Internal, "not a gRPC request"));
        var name = context.Request.Path.Value!.TrimStart('/');
        if (!name.StartsWith("qdrant.", StringComparison.Ordinal) || !_methods.TryGetValue(name["qdrant.".Length..], out var method))
            throw new RpcException(new Status(StatusCode.Unimplemented, $"unknown method {name}"));
        if (Key is not null && context.Request.Headers["api-key"] != Key)
            throw new RpcException(new Status(StatusCode.Unauthenticated, "Must provide an API key or an Authorization bearer token"));
        var request = method.Parser.ParseFrom(await Framing.ReadAsync(context.Request));
        Interlocked.Increment(ref _calls);
        var limit = Framing.Timeout(context.Request);
        try
        {
            name = name["qdrant.".Length..];
            await (Before?.Invoke(name, request) ?? Task.CompletedTask).WaitAsync(limit, context.RequestAborted);
            var answer = method.Answer(request);
            await (After?.Invoke(name, request) ?? Task.CompletedTask).WaitAsync(limit, context.RequestAborted);
            return answer;
        }
        catch (TimeoutException)
        {
            throw new RpcException(new Status(StatusCode.DeadlineExceeded, "Timeout expired"));
        }
    }
}
