using PaperBot.Models.Catalogue;
using PaperBot.Models.Hub;

namespace PaperBot.Models.Files;

/// <summary>What was removed.</summary>
/// <param name="WasChosen">It was the model to use for its kind, which now has none.</param>
internal sealed record RemovedModel(string Name, string Path, long FreedBytes, bool WasChosen);

/// <summary>Deletes a model of the folder, or what an unfinished download left.</summary>
internal sealed class RemoveModel(ModelCatalogue catalogue, ModelFolder folder, ModelChoices choices, TimeProvider time)
{
    /// <returns>Null when there is nothing of that name in the folder.</returns>
    /// <exception cref="ModelUnavailableException">It cannot be deleted now; the message says why.</exception>
    public async Task<RemovedModel?> RunAsync(string name, CancellationToken cancellationToken)
    {
        var model = catalogue.Find(name);
        var path = model is not null ? folder.PathOf(model) : folder.Files(catalogue).FirstOrDefault(file => file.Name == name).Path;
        if (path is null || (!File.Exists(path) && !File.Exists(ModelFolder.PartPath(path))))
            return null;
        try
        {
            using var alone = model is null ? null : await folder.LockAsync(model, TimeSpan.Zero, time, cancellationToken)
                ?? throw new ModelUnavailableException($"{name} is being downloaded at this moment. Stop that first.");
            var freed = PartFile.Delete(path) + (File.Exists(path) ? new FileInfo(path).Length : 0);
            File.Delete(path);
            File.Delete(ModelFolder.RecordPath(path));
            return new RemovedModel(name, path, freed, Forget(name, path));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ModelUnavailableException($"{path} cannot be deleted: {error.Message} A PaperBot that uses it must be stopped first.", error);
        }
    }

    private bool Forget(string name, string path)
    {
        var chosen = Enum.GetValues<ModelKind>().Where(kind => choices.Of(kind) is { } choice && (choice == name || choice == path)).ToList();
        chosen.ForEach(choices.Forget);
        return chosen.Count > 0;
    }
}
