using PaperBot.Models.Catalogue;

namespace PaperBot.Models.Files;

/// <summary>A file that was read anew.</summary>
/// <param name="Expected">The SHA-256 it had when it was downloaded, or that the catalogue asks for; null when neither is known.</param>
internal sealed record VerifiedFile(string Name, string Path, string Actual, string? Expected)
{
    public bool IsDamaged => Expected is not null && Expected != Actual;
}

/// <summary>Reads model files of the folder anew and compares them with what was downloaded.</summary>
internal sealed class VerifyModels(ModelCatalogue catalogue, ModelFolder folder)
{
    /// <param name="name">Of one; null for all.</param>
    /// <returns>Empty when there is no such file.</returns>
    /// <exception cref="ModelUnavailableException">A file cannot be read.</exception>
    public IEnumerable<VerifiedFile> Run(string? name, CancellationToken cancellationToken)
    {
        foreach (var file in folder.Files(catalogue).Where(file => name is null || file.Name == name))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return Verify(file.Name, file.Path);
        }
    }

    private VerifiedFile Verify(string name, string path)
    {
        try
        {
            // A record of another size still tells what was downloaded.
            var expected = JsonFile.Read<ModelRecord>(ModelFolder.RecordPath(path))?.Sha256 ?? catalogue.Find(name)?.Sha256;
            return new VerifiedFile(name, path, Fingerprints.Compute(path), expected);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ModelUnavailableException($"{path} cannot be read: {error.Message}", error);
        }
    }
}
