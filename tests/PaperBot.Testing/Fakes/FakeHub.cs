using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace PaperBot.Testing.Fakes;

/// <summary>
/// The Hugging Face hub as far as files go: <c>resolve</c> with its redirect to the storage, the list of files, gated, renamed and missing repositories,
/// and the storage on another port, which wants a signature, knows ranges, and must not see the token.
/// </summary>
public sealed class FakeHub(TimeProvider clock) : FakeService(clock)
{
    public const string Commit = "0123456789abcdef0123456789abcdef01234567";

    private const string Signature = "Expires=1900000000&Signature=fake~&Key-Pair-Id=K2FPYV99P2N66Q";

    public List<FakeHubFile> Files { get; } = [];

    /// <summary>Repositories whose terms must be accepted; <see cref="ConsentingToken"/> has.</summary>
    public HashSet<string> Gated { get; } = [];

    public string ConsentingToken { get; set; } = "hf_consents";

    /// <summary>Old names of repositories, and the new ones.</summary>
    public Dictionary<string, string> Renamed { get; } = [];

    /// <summary>Whether <c>resolve</c> tells size and hash; a plain mirror does not.</summary>
    public bool TellsLinked { get; set; } = true;

    /// <summary>Whether there is a list of files; a plain mirror has none.</summary>
    public bool HasTree { get; set; } = true;

    /// <summary>What the storage calls the content; changes when its copy is renewed.</summary>
    public string StorageVersion { get; set; } = "1";

    /// <summary>Requests to the storage alone.</summary>
    public IReadOnlyList<SeenRequest> StorageRequests => [.. Requests.Where(request => IsStorage(request.Headers["Host"]))];

    protected override void Configure(KestrelServerOptions options)
    {
        options.Listen(IPAddress.Loopback, 0);
        options.Listen(IPAddress.Loopback, 0);
    }

    protected override async Task<bool> RefuseAsync(HttpContext context)
    {
        if (!IsStorage(context.Request.Host.Value ?? ""))
            return false;
        if (context.Request.Headers.Authorization.Count > 0)
            Violate("the storage was sent a token");
        if (context.Request.QueryString.Value == "?" + Signature)
            return false;
        Violate("the storage was asked without a signature");
        await WriteAsync(context, 403, "application/xml", "<Error><Code>AccessDenied</Code></Error>");
        return true;
    }

    protected override Task AnswerAsync(HttpContext context)
    {
        var parts = (context.Request.Path.Value ?? "").Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (IsStorage(context.Request.Host.Value ?? ""))
            return SendStoredAsync(context, parts);
        return parts switch
        {
            [var owner, var name, "resolve", var revision, .. var path] => ResolveAsync(context, $"{owner}/{name}", revision, string.Join('/', path)),
            ["api", "models", var owner, var name, "tree", var revision, ..] when HasTree => ListAsync(context, $"{owner}/{name}", revision),
            _ => ErrorAsync(context, 404, null, "Sorry, we can't find the page you are looking for."),
        };
    }

    private bool IsStorage(string host) => host != new Uri(Root).Authority;

    private string Storage => Addresses.Select(address => address.TrimEnd('/')).Single(address => address != Root);

    private async Task ResolveAsync(HttpContext context, string repository, string revision, string path)
    {
        if (Renamed.TryGetValue(repository, out var renamed))
        {
            Redirect(context, 307, $"/{renamed}/resolve/{revision}/{path}");
            return;
        }
        if (await RefuseRepositoryAsync(context, repository, revision))
            return;
        context.Response.Headers["X-Repo-Commit"] = Commit;
        if (Files.Find(file => file.Repository == repository && file.Path == path) is not { } found)
        {
            await ErrorAsync(context, 404, "EntryNotFound", "Entry not found");
            return;
        }
        context.Response.Headers.AcceptRanges = "bytes";
        if (!found.IsStored)
        {
            await SendAsync(context, found.Content, $"\"{found.GitId}\"");
            return;
        }
        if (TellsLinked)
        {
            context.Response.Headers["X-Linked-Size"] = (found.AnnouncedBytes ?? found.Content.Length).ToString(CultureInfo.InvariantCulture);
            context.Response.Headers["X-Linked-ETag"] = $"\"{found.Sha256}\"";
        }
        Redirect(context, 302, $"{Storage}/repos/{found.Sha256}?{Signature}");
    }

    private async Task<bool> RefuseRepositoryAsync(HttpContext context, string repository, string revision)
    {
        var token = context.Request.Headers.Authorization.ToString();
        if (!Files.Exists(file => file.Repository == repository))
            await ErrorAsync(context, token.Length > 0 ? 404 : 401, "RepoNotFound", token.Length > 0 ? "Repository not found" : "Invalid username or password.");
        else if (Gated.Contains(repository) && token.Length == 0)
            await ErrorAsync(context, 401, "GatedRepo", $"Access to model {repository} is restricted. You must have access to it and be authenticated to access it. Please log in.");
        else if (Gated.Contains(repository) && token != "Bearer " + ConsentingToken)
            await ErrorAsync(context, 403, "GatedRepo", $"Access to model {repository} is restricted and you are not in the authorized list. Visit https://huggingface.co/{repository} to ask for access.");
        else if (revision is not ("main" or Commit))
            await ErrorAsync(context, 404, "RevisionNotFound", $"Invalid rev id: {revision}");
        else
            return false;
        return true;
    }

    private async Task ListAsync(HttpContext context, string repository, string revision)
    {
        if (await RefuseRepositoryAsync(context, repository, revision))
            return;
        var entries = Files.Where(file => file.Repository == repository).Select(JsonNode (file) =>
        {
            var entry = new JsonObject { ["type"] = "file", ["oid"] = file.GitId, ["size"] = file.Content.Length, ["path"] = file.Path };
            if (file.IsStored)
                entry["lfs"] = new JsonObject { ["oid"] = file.Sha256, ["size"] = file.AnnouncedBytes ?? file.Content.Length, ["pointerSize"] = file.Pointer.Length };
            return entry;
        });
        await WriteAsync(context, 200, "application/json; charset=utf-8", new JsonArray([.. entries]).ToJsonString());
    }

    private async Task SendStoredAsync(HttpContext context, string[] parts)
    {
        if (parts is not ["repos", var hash] || Files.Find(file => file.Sha256 == hash) is not { } found)
        {
            await WriteAsync(context, 404, "application/xml", "<Error><Code>NoSuchKey</Code></Error>");
            return;
        }
        await SendAsync(context, found.SentInstead ?? found.Content, $"\"{found.GitId}-{StorageVersion}\"");
    }

    // RFC 9110, sections 13 and 14, for one range.
    private static async Task SendAsync(HttpContext context, byte[] content, string etag)
    {
        var (request, response) = (context.Request, context.Response);
        response.Headers.ETag = etag;
        response.Headers.AcceptRanges = "bytes";
        response.ContentType = "application/octet-stream";
        var range = request.GetTypedHeaders().Range?.Ranges.Single();
        if (request.Headers.IfRange.Count > 0 && request.Headers.IfRange.ToString() != etag)
            range = null;
        var (from, to) = range is null ? (0, content.Length - 1) : (range.From ?? content.Length - range.To!.Value, Math.Min(range.From is null ? long.MaxValue : range.To ?? long.MaxValue, content.Length - 1));
        if (range is not null && from >= content.Length)
        {
            response.StatusCode = 416;
            response.Headers.ContentRange = string.Create(CultureInfo.InvariantCulture, $"bytes */{content.Length}");
            return;
        }
        if (range is not null)
        {
            response.StatusCode = 206;
            response.Headers.ContentRange = string.Create(CultureInfo.InvariantCulture, $"bytes {from}-{to}/{content.Length}");
        }
        var body = content.AsMemory((int)from, (int)(to - from + 1));
        response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(request.Method))
            await response.Body.WriteAsync(body);
    }

    private static void Redirect(HttpContext context, int status, string location)
    {
        context.Response.StatusCode = status;
        context.Response.Headers.Location = location;
        context.Response.Headers.Vary = "Origin";
    }

    private static async Task ErrorAsync(HttpContext context, int status, string? code, string text)
    {
        if (code is not null)
            context.Response.Headers["X-Error-Code"] = code;
        context.Response.Headers["X-Error-Message"] = text;
        if (HttpMethods.IsHead(context.Request.Method))
            context.Response.StatusCode = status;
        else
            await WriteAsync(context, status, "application/json; charset=utf-8", new JsonObject { ["error"] = text }.ToJsonString());
    }
}
