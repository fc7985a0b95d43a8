using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;
using PaperBot.Retrieval.Indexing;
using Qdrant.Client.Grpc;

namespace PaperBot.Qdrant;

/// <summary>Sends requests with a deadline, again after passing failures, and says in words why one failed.</summary>
internal sealed class QdrantConnection : IDisposable
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);

    private readonly QdrantOptions _options;
    private readonly TimeProvider _time;
    private readonly GrpcChannel _channel;
    private volatile bool _isAway;

    public QdrantConnection(QdrantOptions options, TimeProvider time)
    {
        (_options, _time) = (options, time);
        var handler = new SocketsHttpHandler
        {
            ConnectTimeout = TimeSpan.FromSeconds(options.ConnectSeconds),
            EnableMultipleHttp2Connections = true,
            UseProxy = false,
        };
        if (options.CertificateHash.Length > 0)
            handler.SslOptions = new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = (_, certificate, _, _) => IsExpected(certificate) };
        // Given a bare handler the channel keeps an absent server away by itself, for up to two minutes; who may try again is decided elsewhere.
        var http = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        _channel = GrpcChannel.ForAddress(options.Address, new GrpcChannelOptions { HttpClient = http, DisposeHttpClient = true, MaxReceiveMessageSize = null, MaxSendMessageSize = null });
        Client = new QdrantGrpcClient(_channel.Intercept(WithKey));
    }

    private QdrantGrpcClient Client { get; }

    /// <summary>Asks for something.</summary>
    /// <exception cref="IndexUnavailableException">The server cannot be used.</exception>
    public Task<T> ReadAsync<T>(Func<QdrantGrpcClient, CallOptions, AsyncUnaryCall<T>> call, CancellationToken cancellationToken) =>
        CallAsync(call, TimeSpan.FromSeconds(_options.ReadSeconds), cancellationToken);

    /// <summary>Changes something; the change may have happened although it failed, so that it must bear being made twice.</summary>
    /// <exception cref="IndexUnavailableException">The server cannot be used.</exception>
    public Task<T> WriteAsync<T>(Func<QdrantGrpcClient, CallOptions, AsyncUnaryCall<T>> call, CancellationToken cancellationToken) =>
        CallAsync(call, TimeSpan.FromSeconds(_options.WriteSeconds), cancellationToken);

    public void Dispose()
    {
        Client.Dispose();
        _channel.Dispose();
    }

    private async Task<T> CallAsync<T>(Func<QdrantGrpcClient, CallOptions, AsyncUnaryCall<T>> call, TimeSpan limit, CancellationToken cancellationToken)
    {
        for (var attempt = 0; ; attempt++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                // The channel measures deadlines on the system's clock.
                using var sent = call(Client, new CallOptions(deadline: TimeProvider.System.GetUtcNow().UtcDateTime + limit, cancellationToken: cancellationToken));
                var answer = await sent.ResponseAsync.ConfigureAwait(false);
                _isAway = false;
                return answer;
            }
            catch (RpcException error)
            {
                cancellationToken.ThrowIfCancellationRequested();
                // While the server is away one try tells as much as three.
                if (!IsPassing(error.StatusCode) || _isAway || attempt >= _options.Retries)
                {
                    _isAway = IsPassing(error.StatusCode);
                    throw error.StatusCode is StatusCode.NotFound ? new CollectionMissingException(error) : new IndexUnavailableException(Describe(error), error);
                }
            }
            await Task.Delay(FirstPause * (1 << attempt), _time, cancellationToken).ConfigureAwait(false);
        }
    }

    private bool IsExpected(X509Certificate? certificate) =>
        certificate?.GetCertHashString(HashAlgorithmName.SHA256).Equals(_options.CertificateHash.Replace(":", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase) == true;

    private static bool IsPassing(StatusCode code) =>
        code is StatusCode.Unavailable or StatusCode.DeadlineExceeded or StatusCode.ResourceExhausted or StatusCode.Aborted;

    private string Describe(RpcException error)
    {
        var what = error.StatusCode switch
        {
            StatusCode.Unavailable => "cannot be reached",
            StatusCode.DeadlineExceeded => "does not answer in time",
            StatusCode.ResourceExhausted => "has too much to do",
            StatusCode.Unauthenticated or StatusCode.PermissionDenied => "refuses the key (Qdrant:ApiKey)",
            StatusCode.Unimplemented => "does not know a request; it may be too old, or the address not its gRPC port (usually 6334)",
            _ => $"refuses a request ({error.StatusCode})",
        };
        return $"Qdrant at {_options.Address} {what}: {error.Status.DebugException?.GetBaseException().Message ?? error.Status.Detail}";
    }

    private Metadata WithKey(Metadata headers)
    {
        if (_options.ApiKey.Length > 0)
            headers.Add("api-key", _options.ApiKey);
        return headers;
    }
}
