using PaperBot.Models.Catalogue;
using PaperBot.Models.Files;

namespace PaperBot.Models.Hub;

/// <summary>Downloads a model of the catalogue. Can be stopped and repeated: it goes on where it stopped.</summary>
internal sealed class PullModel(HubClient hub, ModelDownload download, ModelFolder folder, TimeProvider time)
{
    /// <summary>Downloads, checks and puts in place. A model that is there is not asked for again.</summary>
    /// <param name="progress">Told how far it is; null for silence.</param>
    /// <exception cref="ModelUnavailableException">It cannot be had; the message says why and what to do.</exception>
    public async Task<PullResult> RunAsync(CatalogueModel model, IProgress<PullProgress>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(model);
        var path = folder.PathOf(model);
        try
        {
            using var alone = await folder.LockAsync(model, TimeSpan.Zero, time, cancellationToken) ?? await WaitAsync(model, progress, cancellationToken);
            if (ModelFolder.RecordOf(path) is { } record)
                return new PullResult(path, record.Bytes, record.Sha256, WasThere: true);
            progress?.Report(new PullProgress(PullStage.Asking, 0, 0));
            var file = await hub.DescribeAsync(model, cancellationToken);
            if (File.Exists(path))
                return Adopt(model, file, path, progress);
            await download.RunAsync(model, file, path, progress, cancellationToken);
            return new PullResult(path, file.Bytes, file.Sha256, WasThere: false);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new ModelUnavailableException($"{folder.Path} cannot be written: {problem.Message} Make room or make it writable, or name another folder in Models:Folder.", problem);
        }
    }

    private async Task<IDisposable?> WaitAsync(CatalogueModel model, IProgress<PullProgress>? progress, CancellationToken cancellationToken)
    {
        progress?.Report(new PullProgress(PullStage.Waiting, 0, 0));
        return await folder.LockAsync(model, Timeout.InfiniteTimeSpan, time, cancellationToken);
    }

    /// <summary>A file that somebody else put there is as good when it is the same.</summary>
    private static PullResult Adopt(CatalogueModel model, HubFile file, string path, IProgress<PullProgress>? progress)
    {
        var there = new FileInfo(path);
        progress?.Report(new PullProgress(PullStage.Checking, 0, file.Bytes));
        if (there.Length != file.Bytes || Fingerprints.Compute(path) != file.Sha256)
            throw new ModelUnavailableException($"{path} is there, but it is not the file that the hub has under this name. Move it away to download it; 'paperbot models use {path}' uses it as it is.");
        JsonFile.Write(ModelFolder.RecordPath(path), new ModelRecord { Sha256 = file.Sha256, Bytes = file.Bytes, Modified = Fingerprints.Time(there), Repository = model.Repository, Commit = file.Commit });
        return new PullResult(path, file.Bytes, file.Sha256, WasThere: true);
    }
}
