using System.Globalization;
using System.Net;
using Microsoft.Extensions.Options;
using PaperBot.Models.Catalogue;
using PaperBot.Models.Files;
using PaperBot.Sources;
using PaperBot.Sources.Http;

namespace PaperBot.Models.Hub;

/// <summary>Brings one file from the hub to its place: goes on where an earlier try stopped, checks what came, and only then gives it its name.</summary>
/// <param name="freeBytes">Bytes free in a folder; null asks the system.</param>
internal sealed class ModelDownload(HubClient hub, IOptions<HttpCacheOptions> web, TimeProvider time, Func<string, long>? freeBytes = null)
{
    /// <summary>Left free beside the file, for everything else on that disk.</summary>
    private const long Reserve = 100_000_000;

    private const long CheckRoomEvery = 32_000_000;

    /// <summary>A connection that brought so much was a good one: the count of failures starts anew after it.</summary>
    private const long Headway = 1_000_000;

    /// <exception cref="ModelUnavailableException">It cannot be had; the message is for the owner.</exception>
    public async Task RunAsync(CatalogueModel model, HubFile file, string path, IProgress<PullProgress>? progress, CancellationToken cancellationToken)
    {
        // What an earlier try left may be damaged; then one from the beginning is worth it.
        if (await TryAsync(model, file, path, progress, cancellationToken) is { } resumed && (!resumed || await TryAsync(model, file, path, progress, cancellationToken) is not null))
        {
            throw new ModelUnavailableException(
                $"What came as {model.File} is not what {hub.Address.Host} announced (its SHA-256 is another) and was deleted. Try again; if it happens again, a proxy or the mirror in Models:HubAddress changes files.");
        }
    }

    // Null when all is well; else whether it went on from an earlier part.
    private async Task<bool?> TryAsync(CatalogueModel model, HubFile file, string path, IProgress<PullProgress>? progress, CancellationToken cancellationToken)
    {
        var rate = new TransferRate(time);
        var nextCheck = 0L;
        await using var part = await PartFile.OpenAsync(path, file, Grown, done => progress?.Report(new PullProgress(PullStage.Checking, done, file.Bytes)), cancellationToken);
        var resumed = part.Length > 0;
        CheckRoom(path, file, part.Length);
        nextCheck = part.Length + CheckRoomEvery;
        await ReceiveAllAsync(model, file, part, cancellationToken);
        if (part.Sha256() == file.Sha256)
        {
            part.Complete(done => new ModelRecord { Sha256 = file.Sha256, Bytes = file.Bytes, Modified = Fingerprints.Time(done), Repository = model.Repository, Commit = file.Commit });
            return null;
        }
        part.Restart();
        await part.DisposeAsync();
        PartFile.Delete(path);
        return resumed;

        void Grown(PartFile growing)
        {
            var done = growing.Length;
            if (done >= nextCheck)
            {
                nextCheck = done + CheckRoomEvery;
                CheckRoom(path, file, done);
            }
            if (!rate.Note(done) && done < file.Bytes)
                return;
            var left = rate.PerSecond > 0 ? TimeSpan.FromSeconds(Math.Min((file.Bytes - done) / rate.PerSecond, 1e7)) : (TimeSpan?)null;
            progress?.Report(new PullProgress(PullStage.Receiving, done, file.Bytes, rate.PerSecond, left));
        }
    }

    private async Task ReceiveAllAsync(CatalogueModel model, HubFile file, PartFile part, CancellationToken cancellationToken)
    {
        while (part.Length < file.Bytes)
        {
            var before = part.Length;
            try
            {
                await hub.ReceiveAsync(model, () => (part.Length, part.ETag), (response, token) => ReceiveAsync(response, file, part, token), () => part.Length, cancellationToken);
            }
            catch (ModelUnavailableException problem) when (problem.InnerException is SourceUnavailableException { InnerException: PassingFailureException } && part.Length - before >= Headway)
            {
                // It came further than before; go on.
            }
        }
    }

    private async Task ReceiveAsync(HttpResponseMessage response, HubFile file, PartFile part, CancellationToken cancellationToken)
    {
        var body = response.Content.Headers;
        var continues = response.StatusCode == HttpStatusCode.PartialContent && body.ContentRange is { From: { } from } range && from == part.Length && (range.Length ?? file.Bytes) == file.Bytes;
        if (!continues)
            part.Restart();
        if (response.StatusCode != HttpStatusCode.OK && !continues)
            throw new PassingFailureException(string.Create(CultureInfo.InvariantCulture, $"the storage did not go on where it was asked to (HTTP {(int)response.StatusCode})"));
        if (response.StatusCode == HttpStatusCode.OK && body.ContentLength is { } length && length != file.Bytes)
            throw new PassingFailureException(string.Create(CultureInfo.InvariantCulture, $"the storage sends {length:N0} bytes instead of {file.Bytes:N0}"));
        var etag = response.Headers.ETag is { IsWeak: false } strong ? strong.ToString() : null;
        if (etag != part.ETag)
            part.Remember(etag);
        try
        {
            await new WebBody(hub.Address.Host, web.Value, time).CopyAsync(response, part, file.Bytes - part.Length, cancellationToken, cancellationToken);
        }
        catch (SourceUnavailableException problem)
        {
            throw new PassingFailureException("more came than was announced", problem);
        }
        if (part.Length < file.Bytes)
            throw new PassingFailureException("the answer ended early");
    }

    private void CheckRoom(string path, HubFile file, long done)
    {
        var folder = Path.GetDirectoryName(path)!;
        var (needed, free) = (file.Bytes - done + Reserve, freeBytes?.Invoke(folder) ?? ModelFolder.FreeBytes(folder));
        if (needed > free)
        {
            throw new ModelUnavailableException(
                $"There is too little room in {folder}: {ByteText.Of(needed)} are needed, {ByteText.Of(free)} are free. Free some, or name a folder on another disk in Models:Folder.{(done > 0 ? " What came is kept." : "")}");
        }
    }
}
