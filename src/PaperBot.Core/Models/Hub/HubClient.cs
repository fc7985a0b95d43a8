using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using PaperBot.Models.Catalogue;
using PaperBot.Sources;
using PaperBot.Sources.Http;
using PaperBot.Sources.HuggingFace;

namespace PaperBot.Models.Hub;

/// <summary>
/// Files of the Hugging Face hub, or of a mirror of it: what they are, and their bytes from any place on. The hub tells size and SHA-256 in the headers of
/// the redirect to its storage; the token goes to the hub alone.
/// </summary>
internal sealed partial class HubClient : IDisposable
{
    private const long LargestListing = 20_000_000;

    private readonly WebTransport _transport;
    private readonly WebExchange _exchange;
    private readonly WebPatience _patience;
    private readonly HttpCacheOptions _web;
    private readonly TimeProvider _time;
    private readonly WebSite _site;

    public HubClient(WebPatience patience, IOptions<ModelOptions> options, IOptions<HuggingFaceOptions> huggingFace, IOptions<HttpCacheOptions> web, TimeProvider time)
    {
        (_patience, _web, _time) = (patience, web.Value, time);
        // Weights come as they are stored: a packed part of a file could not be continued.
        _transport = new WebTransport(web, handler => handler.AutomaticDecompression = System.Net.DecompressionMethods.None);
        _exchange = new WebExchange(_transport, web, time);
        Address = options.Value.HubAddress.Length > 0 ? new Uri(options.Value.HubAddress) : huggingFace.Value.BaseAddress;
        _site = new WebSite { Name = Address.Host, Token = huggingFace.Value.Token, TokenHost = huggingFace.Value.BaseAddress };
    }

    /// <summary>The hub in force.</summary>
    public Uri Address { get; }

    /// <summary>Size and SHA-256 of a model's file.</summary>
    /// <exception cref="ModelUnavailableException">The hub cannot be asked, refuses, or does not say; the message is for the owner.</exception>
    public async Task<HubFile> DescribeAsync(CatalogueModel model, CancellationToken cancellationToken)
    {
        Described described = new();
        await RunAsync(model, 0, FileAddress(model), (address, token) => AskHeadAsync(address, described, token), cancellationToken);
        if (described.Sha256 is null || described.Bytes is null)
            await RunAsync(model, 0, TreeAddress(model), (address, token) => AskTreeAsync(model, address, described, token), cancellationToken);
        if ((described.Sha256 ?? model.Sha256) is not { } hash || described.Bytes is not { } bytes)
            throw new ModelUnavailableException($"{Address.Host} does not tell the SHA-256 of {model.File}, so the file could not be checked. Set Models:HubAddress to a hub that does.");
        if (model.Sha256 is not null && model.Sha256 != hash)
            throw new ModelUnavailableException($"{model.File} at {Address.Host} is not the file that the catalogue names (SHA-256 {hash} instead of {model.Sha256}). It was changed there; nothing was downloaded. Correct the entry {model.Name} in Models:Catalogue when the change is wanted.");
        return new HubFile(hash, bytes, described.Commit);
    }

    /// <summary>Asks for a model's bytes and hands each answer to <paramref name="receive"/>, again after failures that may pass.</summary>
    /// <param name="range">Called before each request: the byte to begin with, and the ETag that the storage gave for the bytes before it.</param>
    /// <param name="receive">Gets the head of an answer of status 200, 206 or 416 and reads its body.</param>
    /// <param name="kept">Bytes that are kept if nothing more comes, for the message.</param>
    /// <exception cref="ModelUnavailableException">It cannot be had; the message is for the owner.</exception>
    public Task ReceiveAsync(
        CatalogueModel model, Func<(long From, string? ETag)> range, Func<HttpResponseMessage, CancellationToken, Task> receive, Func<long> kept, CancellationToken cancellationToken) =>
        RunAsync(model, kept, FileAddress(model), (address, token) => AskBytesAsync(model, address, range(), receive, token), cancellationToken);

    public void Dispose() => _transport.Dispose();

    private Task RunAsync(CatalogueModel model, long kept, Uri address, Func<Uri, CancellationToken, Task<WebAnswer>> ask, CancellationToken cancellationToken) =>
        RunAsync(model, () => kept, address, ask, cancellationToken);

    private async Task RunAsync(CatalogueModel model, Func<long> kept, Uri address, Func<Uri, CancellationToken, Task<WebAnswer>> ask, CancellationToken cancellationToken)
    {
        try
        {
            await _patience.RunAsync(_site, address, ask, (_, _) => Task.FromResult(true), cancellationToken);
        }
        catch (RefusedException problem)
        {
            throw HubFailure.Of(model, Address, problem.Status, problem.Code, _site.MaySendToken(Address), problem);
        }
        catch (SourceUnavailableException problem)
        {
            throw HubFailure.Of(model, Address, problem, kept());
        }
    }

    private Uri FileAddress(CatalogueModel model) => ServiceAddress.Query(Address, $"{model.Repository}/resolve/{Uri.EscapeDataString(model.Revision)}/{Uri.EscapeDataString(model.File)}");

    private Uri TreeAddress(CatalogueModel model) => ServiceAddress.Query(Address, $"api/models/{model.Repository}/tree/{Uri.EscapeDataString(model.Revision)}");

    // The answer that names the file's hash is the one to read, be it a redirect or not. Redirects before it are renamed repositories.
    private async Task<WebAnswer> AskHeadAsync(Uri address, Described described, CancellationToken cancellationToken)
    {
        using var response = await OpenAsync(HttpMethod.Head, address, _ => { }, cancellationToken);
        described.Commit ??= Header(response, "X-Repo-Commit");
        if (HashForm().Match(Header(response, "X-Linked-ETag") ?? "") is { Success: true } hash)
        {
            (described.Sha256, described.Bytes) = (hash.Groups["hash"].Value.ToLowerInvariant(), Number(Header(response, "X-Linked-Size")) ?? (response.IsSuccessStatusCode ? response.Content.Headers.ContentLength : null));
            return new WebAnswer();
        }
        if (WebExchange.Target(response, address) is { } target)
            return IsHub(target) ? new WebAnswer { Redirect = target } : new WebAnswer();
        if (!response.IsSuccessStatusCode)
            throw await FailureAsync(address, response, cancellationToken);
        described.Bytes = response.Content.Headers.ContentLength;
        return new WebAnswer();
    }

    private async Task<WebAnswer> AskTreeAsync(CatalogueModel model, Uri address, Described described, CancellationToken cancellationToken)
    {
        using var response = await OpenAsync(HttpMethod.Get, address, request => request.Headers.TryAddWithoutValidation("Accept", "application/json"), cancellationToken);
        if (WebExchange.Target(response, address) is { } target)
            return IsHub(target) ? new WebAnswer { Redirect = target } : new WebAnswer();
        // A plain mirror has the files and nothing else.
        if ((int)response.StatusCode == 404)
            return new WebAnswer();
        if (!response.IsSuccessStatusCode)
            throw await FailureAsync(address, response, cancellationToken);
        var body = await new WebBody(_site.Name, _web, _time).ReadAsync(response, LargestListing, cancellationToken, cancellationToken);
        ReadTree(body, model.File, described);
        return new WebAnswer();
    }

    private static void ReadTree(ReadOnlyMemory<byte> body, string file, Described described)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            if (document.RootElement.ValueKind != JsonValueKind.Array)
                return;
            foreach (var entry in document.RootElement.EnumerateArray().Where(entry => entry.Field("path").AsText() == file))
            {
                if (entry.Field("lfs") is { ValueKind: JsonValueKind.Object } stored && HashForm().Match(stored.Field("oid", "sha256").AsText() ?? "") is { Success: true } hash)
                    (described.Sha256, described.Bytes) = (hash.Groups["hash"].Value.ToLowerInvariant(), Number(stored.Field("size").AsText()) ?? described.Bytes);
            }
        }
        catch (JsonException problem)
        {
            throw new PassingFailureException("its list of files is cut or not JSON", problem);
        }
    }

    private async Task<WebAnswer> AskBytesAsync(
        CatalogueModel model, Uri address, (long From, string? ETag) range, Func<HttpResponseMessage, CancellationToken, Task> receive, CancellationToken cancellationToken)
    {
        using var response = await OpenAsync(HttpMethod.Get, address, request => Continue(request, range), cancellationToken);
        if (WebExchange.Target(response, address) is { } target)
            return new WebAnswer { Redirect = target };
        if ((int)response.StatusCode is not (200 or 206 or 416))
        {
            // A signed address of the storage may run out; the next try gets a new one.
            throw IsHub(address) || (int)response.StatusCode != 403
                ? await FailureAsync(address, response, cancellationToken)
                : new PassingFailureException($"{address.Host} answered HTTP 403");
        }
        await receive(response, cancellationToken);
        return new WebAnswer();
    }

    private static void Continue(HttpRequestMessage request, (long From, string? ETag) range)
    {
        if (range.From == 0)
            return;
        request.Headers.Range = new RangeHeaderValue(range.From, null);
        if (range.ETag is not null)
            request.Headers.TryAddWithoutValidation("If-Range", range.ETag);
    }

    private async Task<HttpResponseMessage> OpenAsync(HttpMethod method, Uri address, Action<HttpRequestMessage> shape, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, address);
        request.Headers.TryAddWithoutValidation("Accept-Encoding", "identity");
        shape(request);
        return await _exchange.OpenAsync(_site, request, cancellationToken, cancellationToken);
    }

    private Task<Exception> FailureAsync(Uri address, HttpResponseMessage response, CancellationToken cancellationToken) =>
        _exchange.FailureAsync(_site, address, response, new WebBody(_site.Name, _web, _time), cancellationToken, cancellationToken);

    private bool IsHub(Uri address) => Uri.Compare(address, Address, UriComponents.SchemeAndServer, UriFormat.Unescaped, StringComparison.OrdinalIgnoreCase) == 0;

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) || response.Content.Headers.TryGetValues(name, out values) ? PlainLine.From(values.First(), 200) : null;

    private static long? Number(string? text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    [GeneratedRegex("""^(?:W/)?"?(?:sha256:)?(?<hash>[0-9a-fA-F]{64})"?\z""", RegexOptions.CultureInvariant)]
    private static partial Regex HashForm();

    private sealed class Described
    {
        public string? Sha256 { get; set; }

        public long? Bytes { get; set; }

        public string? Commit { get; set; }
    }
}
