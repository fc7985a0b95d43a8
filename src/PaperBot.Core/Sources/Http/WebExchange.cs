using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.Options;

namespace PaperBot.Sources.Http;

/// <summary>One request and its answer, with limits of time and size; says of every failure whether another try makes sense.</summary>
internal sealed class WebExchange(WebTransport transport, IOptions<HttpCacheOptions> options, TimeProvider time)
{
    private const int MaxRefusalBytes = 64 * 1024;
    private readonly HttpCacheOptions _options = options.Value;

    /// <summary>Asks <paramref name="site"/> for a page.</summary>
    /// <param name="known">The page we have, for a conditional request.</param>
    /// <exception cref="ThrottledException">Too hasty.</exception>
    /// <exception cref="PassingFailureException">Another try may succeed.</exception>
    /// <exception cref="UnreachableException">No connection.</exception>
    /// <exception cref="RefusedException">Understood and refused.</exception>
    public async Task<WebAnswer> AskAsync(WebSite site, Uri address, string accept, CachedPage? known, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(_options.PageSeconds), time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        using var response = await OpenAsync(site, address, accept, known, both.Token, cancellationToken);
        var body = new WebBody(site.Name, _options, time);
        if (response.StatusCode == HttpStatusCode.NotModified && known is not null)
            return new WebAnswer { NotModified = true, Hold = ServiceWait.WhenUsedUp(response.Headers) };
        if (Target(response, address) is { } target)
            return new WebAnswer { Redirect = target };
        if (!response.IsSuccessStatusCode)
            throw await FailureAsync(site, address, response, body, both.Token, cancellationToken);
        var bytes = await body.ReadAsync(response, _options.MaxPageMegabytes * 1_000_000L, both.Token, cancellationToken);
        var page = new WebPage(address, MediaType(response), bytes);
        if (IsRateExceeded(page))
            throw new ThrottledException("answered “Rate exceeded.”", ServiceWait.From(response.Headers, time.GetUtcNow()));
        return new WebAnswer
        {
            Page = page,
            ETag = response.Headers.ETag?.ToString(),
            LastModified = response.Content.Headers.LastModified?.ToString("R"),
            Hold = ServiceWait.WhenUsedUp(response.Headers),
        };
    }

    /// <summary>Asks and waits for the head of the answer.</summary>
    /// <param name="limited"><paramref name="cancellationToken"/> and the limit of the whole.</param>
    public async Task<HttpResponseMessage> OpenAsync(
        WebSite site, Uri address, string accept, CachedPage? known, CancellationToken limited, CancellationToken cancellationToken)
    {
        using var request = Request(address, accept, known);
        return await OpenAsync(site, request, limited, cancellationToken);
    }

    /// <summary>Sends a request made elsewhere and waits for the head of the answer; adds the site's token where it may go.</summary>
    public async Task<HttpResponseMessage> OpenAsync(WebSite site, HttpRequestMessage request, CancellationToken limited, CancellationToken cancellationToken)
    {
        if (site.MaySendToken(request.RequestUri!))
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", site.Token);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(_options.AnswerSeconds), time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limited, limit.Token);
        try
        {
            return await transport.SendAsync(request, both.Token);
        }
        catch (HttpRequestException problem) when (problem.HttpRequestError is HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError
            or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError)
        {
            throw new UnreachableException(PlainLine.From(problem.Message, 200), problem);
        }
        catch (OperationCanceledException problem) when (!both.IsCancellationRequested)
        {
            throw new UnreachableException($"no connection within {_options.ConnectSeconds} s", problem);
        }
        catch (OperationCanceledException problem) when (!cancellationToken.IsCancellationRequested)
        {
            throw new PassingFailureException($"no answer within {_options.AnswerSeconds} s", problem);
        }
        catch (HttpRequestException problem)
        {
            throw new PassingFailureException("the connection broke off (" + PlainLine.From(problem.Message, 200) + ")", problem);
        }
    }

    /// <summary>Where a redirect leads; null when the answer is none. From https there is no way back to http.</summary>
    public static Uri? Target(HttpResponseMessage response, Uri address)
    {
        if (response.StatusCode is not (HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther
            or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect) || response.Headers.Location is not { } location)
        {
            return null;
        }
        var target = location.IsAbsoluteUri ? location : new Uri(address, location);
        if (target.Scheme != Uri.UriSchemeHttps && (target.Scheme != Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps))
            throw new RefusedException((int)response.StatusCode, $"redirects to an unsafe address ({target.Scheme}://{target.Host})");
        return target;
    }

    /// <summary>The failure that a status other than 2xx stands for.</summary>
    public async Task<Exception> FailureAsync(
        WebSite site, Uri address, HttpResponseMessage response, WebBody body, CancellationToken limited, CancellationToken cancellationToken)
    {
        var status = (int)response.StatusCode;
        var wait = ServiceWait.From(response.Headers, time.GetUtcNow());
        if (status == 429 || (status == 503 && response.Headers.RetryAfter is not null))
            return new ThrottledException($"answered HTTP {status}", wait);
        WebPage? page = null;
        try
        {
            page = new WebPage(address, MediaType(response), await body.ReadAsync(response, MaxRefusalBytes, limited, cancellationToken));
        }
        catch (Exception problem) when (problem is PassingFailureException or SourceUnavailableException)
        {
            // The status says enough.
        }
        if (page is not null && IsRateExceeded(page))
            return new ThrottledException("answered “Rate exceeded.”", wait);
        if (status is 408 or 425 or >= 500)
            return new PassingFailureException($"HTTP {status}");
        var code = response.Headers.TryGetValues("X-Error-Code", out var codes) ? PlainLine.From(codes.First(), 100) : null;
        return new RefusedException(status, page is null ? "" : PlainLine.From(site.Said(page), 300)) { Code = code };
    }

    private static HttpRequestMessage Request(Uri address, string accept, CachedPage? known)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.TryAddWithoutValidation("Accept", accept);
        if (known?.ETag is { } etag)
            request.Headers.TryAddWithoutValidation("If-None-Match", etag);
        if (known?.LastModified is { } modified)
            request.Headers.TryAddWithoutValidation("If-Modified-Since", modified);
        return request;
    }

    private static string MediaType(HttpResponseMessage response) => response.Content.Headers.ContentType?.MediaType?.ToLowerInvariant() ?? "";

    private static bool IsRateExceeded(WebPage page) =>
        page.Body.Length < 512 && page.Excerpt(200).StartsWith("Rate exceeded", StringComparison.OrdinalIgnoreCase);
}
