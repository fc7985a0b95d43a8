using PaperBot.Models;
using PaperBot.Models.Catalogue;
using PaperBot.Models.Files;

namespace PaperBot.Diagnostics.Doctor;

/// <summary>What lies in the models folder, and is there room for more?</summary>
internal sealed class ModelFolderCheck(ModelFolder folder, ModelCatalogue catalogue) : IDoctorCheck
{
    public string Area => "models folder";

    public Task<Finding> RunAsync(CancellationToken cancellationToken)
    {
        var files = folder.Files(catalogue);
        var summary = FormattableString.Invariant($"{folder.Path}, {files.Count} {(files.Count == 1 ? "file" : "files")}, {ByteText.Of(files.Sum(file => new FileInfo(file.Path).Length))}; {ByteText.Of(folder.FreeBytes())} free");
        if (catalogue.All.Count == 0)
            return Task.FromResult(new Finding(FindingLevel.Notice, summary, $"There is no catalogue {catalogue.Path}, so nothing can be downloaded by name. Put it back, or set Models:Catalogue."));
        var smallest = catalogue.All.Min(model => model.Bytes);
        return Task.FromResult(folder.FreeBytes() > smallest
            ? Finding.Ok(summary)
            : new Finding(FindingLevel.Notice, summary, "There is no room for another model; free some, or name a folder on another disk in Models:Folder."));
    }
}
