using Microsoft.Extensions.Options;
using PaperBot.Library;
using PaperBot.Models.Catalogue;

namespace PaperBot.Models.Files;

/// <summary>The folder of downloaded models.</summary>
public sealed class ModelFolder(IOptions<ModelOptions> options)
{
    /// <summary>Absolute; it may not exist yet.</summary>
    public string Path => options.Value.Directory;

    /// <summary>Where a model's file is, or would be.</summary>
    public string PathOf(CatalogueModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return System.IO.Path.Combine(Path, model.File);
    }

    /// <summary>Whether a model is on this machine, whoever put it there.</summary>
    public bool Has(CatalogueModel model) => File.Exists(PathOf(model));

    /// <summary>What was recorded when <paramref name="path"/> was downloaded; null when it was not, or is not what was downloaded.</summary>
    public static ModelRecord? RecordOf(string path) =>
        JsonFile.Read<ModelRecord>(RecordPath(path)) is { Sha256: not null } record && new FileInfo(path) is { Exists: true } file && file.Length == record.Bytes ? record : null;

    /// <summary>The model files of the folder: of the catalogue's names, then others by their own.</summary>
    internal IReadOnlyList<(string Name, string Path)> Files(ModelCatalogue catalogue)
    {
        var known = catalogue.All.Where(Has).Select(model => (model.Name, Path: PathOf(model))).ToList();
        if (!Directory.Exists(Path))
            return known;
        var paths = known.Select(file => file.Path).ToHashSet(StringComparer.Ordinal);
        var others = Directory.EnumerateFiles(Path, "*.gguf").Order(StringComparer.Ordinal).Where(path => !paths.Contains(path));
        return [.. known, .. others.Select(path => (ModelNames.OfFile(path), path))];
    }

    /// <summary>Bytes free where the folder is, or would be.</summary>
    public long FreeBytes() => FreeBytes(Path);

    internal static string RecordPath(string path) => path + ".json";

    /// <summary>Where a file grows while it is downloaded.</summary>
    internal static string PartPath(string path) => path + ".part";

    internal static long FreeBytes(string folder)
    {
        for (var existing = new DirectoryInfo(folder); existing is not null; existing = existing.Parent)
        {
            if (existing.Exists)
                return new DriveInfo(existing.FullName).AvailableFreeSpace;
        }
        return long.MaxValue;
    }

    /// <summary>Lets one at a time write a model's file; null when another is at it.</summary>
    internal async Task<FolderLock?> LockAsync(CatalogueModel model, TimeSpan patience, TimeProvider time, CancellationToken cancellationToken)
    {
        var locks = Directory.CreateDirectory(System.IO.Path.Combine(Path, "locks"));
        return await FolderLock.TakeAsync(System.IO.Path.Combine(locks.FullName, model.Name), patience, time, cancellationToken).ConfigureAwait(false);
    }
}
