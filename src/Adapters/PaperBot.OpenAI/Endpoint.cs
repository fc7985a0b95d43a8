using System.ClientModel;
using System.ClientModel.Primitives;
using OpenAI;
using OpenAI.Models;
using PaperBot.Models;

namespace PaperBot.OpenAI;

/// <summary>One address with its key: makes clients, and says in words what is wrong with it.</summary>
internal sealed class Endpoint(string address, OpenAIOptions options)
{
    // Endpoints without keys ignore it; the client insists on one.
    private const string NoKey = "none";

    public string Address => address;

    public ApiKeyCredential Key => new(options.ApiKey.Length > 0 ? options.ApiKey : NoKey);

    public OpenAIClientOptions ClientOptions(int silenceSeconds) => new()
    {
        Endpoint = new Uri(address),
        NetworkTimeout = TimeSpan.FromSeconds(silenceSeconds),
        RetryPolicy = new ClientRetryPolicy(options.Retries),
        UserAgentApplicationId = "PaperBot",
    };

    /// <summary>The model to ask for: the one named, or the only one offered.</summary>
    /// <exception cref="ModelUnavailableException">The endpoint cannot be used, or does not say which model is meant.</exception>
    public async Task<string> ModelAsync(string named, string option, CancellationToken cancellationToken)
    {
        var offered = await OfferedAsync(cancellationToken).ConfigureAwait(false);
        if (named.Length == 0)
        {
            return offered is [var only] ? only
                : throw new ModelUnavailableException($"The endpoint {address} offers {(offered.Count == 0 ? "no model" : List(offered))}; name one with {option}.");
        }
        // Servers of a single model answer to any name, and some list none.
        return offered.Count <= 1 || offered.Contains(named, StringComparer.Ordinal) ? named
            : throw new ModelUnavailableException($"The endpoint {address} does not offer {named} but {List(offered)}; set {option}.");
    }

    /// <summary>What went wrong in a request, in words without secrets.</summary>
    public Exception Explain(Exception error) => error switch
    {
        ClientResultException { Status: 401 or 403 } => new ModelUnavailableException($"The endpoint {address} refuses the key; set PAPERBOT_OpenAI__ApiKey.", error),
        ClientResultException { Status: 404 } => new ModelUnavailableException($"The endpoint {address} knows no such model or path; check OpenAI:BaseAddress (it usually ends in /v1) and the model's name.", error),
        ClientResultException { Status: 429 or 503 } => new ModelBusyException($"The endpoint {address} is busy.", error),
        ClientResultException { Status: > 0 } refused => new ModelUnavailableException($"The endpoint {address} answered with status {refused.Status}.", error),
        OperationCanceledException => new ModelUnavailableException($"The endpoint {address} was silent for too long.", error),
        System.Text.Json.JsonException or InvalidOperationException or FormatException =>
            new ModelUnavailableException($"The endpoint {address} answers something else than the OpenAI protocol; check OpenAI:BaseAddress.", error),
        _ => new ModelUnavailableException($"The endpoint {address} cannot be reached or broke off; check that it runs and OpenAI:BaseAddress.", error),
    };

    /// <summary>True for failures that <see cref="Explain"/> puts into words; anything else is a bug.</summary>
    public static bool IsFailure(Exception error, CancellationToken cancellationToken) =>
        error is ClientResultException or HttpRequestException or IOException or AggregateException or TimeoutException
        || error is System.Text.Json.JsonException or InvalidOperationException or FormatException // What was sent back cannot be read.
        || (error is OperationCanceledException && !cancellationToken.IsCancellationRequested);

    private async Task<IReadOnlyList<string>> OfferedAsync(CancellationToken cancellationToken)
    {
        try
        {
            var offered = await new OpenAIModelClient(Key, ClientOptions(options.ConnectSeconds)).GetModelsAsync(cancellationToken).ConfigureAwait(false);
            return [.. offered.Value.Select(model => model.Id)];
        }
        catch (Exception error) when (IsFailure(error, cancellationToken))
        {
            throw Explain(error);
        }
    }

    private static string List(IReadOnlyList<string> offered) =>
        string.Join(", ", offered.Take(10).Select(Shown)) + (offered.Count > 10 ? $" and {offered.Count - 10} more" : "");

    private static string Shown(string model) => new([.. model.Take(80).Select(letter => char.IsControl(letter) ? '?' : letter)]);
}
