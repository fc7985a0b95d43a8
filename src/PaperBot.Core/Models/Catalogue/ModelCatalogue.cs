using System.Text.Json;

namespace PaperBot.Models.Catalogue;

/// <summary>The models that can be downloaded by name, read from <c>models/models.json</c>.</summary>
public sealed class ModelCatalogue
{
    private ModelCatalogue(string path, IReadOnlyList<CatalogueModel> all) => (Path, All) = (path, all);

    /// <summary>The file it was read from; it may be missing.</summary>
    public string Path { get; }

    /// <summary>In the file's order; empty when there is no file.</summary>
    public IReadOnlyList<CatalogueModel> All { get; }

    /// <summary>The model of that name; null when there is none.</summary>
    public CatalogueModel? Find(string name) => All.FirstOrDefault(model => model.Name == name);

    /// <summary>The first of a kind and tier, which is the one to recommend.</summary>
    public CatalogueModel? Recommended(ModelKind kind, string tier) => All.FirstOrDefault(model => model.Kind == kind && model.Tier == tier);

    /// <summary>Reads the file. A missing one is an empty catalogue: models of this machine work without.</summary>
    /// <exception cref="InvalidDataException">It is damaged; every error is named, a line each.</exception>
    public static ModelCatalogue Load(string path)
    {
        var (models, problems) = Read(path);
        return problems.Count == 0 ? new ModelCatalogue(path, models) : throw new InvalidDataException(string.Join(Environment.NewLine, problems));
    }

    /// <summary>What can be read of the file, and every error in it.</summary>
    internal static (IReadOnlyList<CatalogueModel> Models, IReadOnlyList<string> Problems) Read(string path)
    {
        if (!File.Exists(path))
            return ([], []);
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path), new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip });
            if (document.RootElement.ValueKind != JsonValueKind.Object || !document.RootElement.TryGetProperty("models", out var list) || list.ValueKind != JsonValueKind.Array)
                return ([], [$"{path}: it must be an object with a list \"models\"."]);
            return Read(path, list);
        }
        catch (Exception error) when (error is JsonException or IOException or UnauthorizedAccessException)
        {
            return ([], [$"{path}: it cannot be read: {error.Message}"]);
        }
    }

    private static (IReadOnlyList<CatalogueModel> Models, IReadOnlyList<string> Problems) Read(string path, JsonElement list)
    {
        var (models, problems) = (new List<CatalogueModel>(), new List<string>());
        foreach (var (number, element) in list.EnumerateArray().Index())
        {
            CatalogueEntry entry;
            try
            {
                entry = CatalogueEntry.Read(element);
            }
            catch (JsonException error)
            {
                problems.Add($"{path}: model {number + 1}: it cannot be read: {error.Message}");
                continue;
            }
            var label = entry.Name ?? $"model {number + 1}";
            var wrong = entry.Problems().ToList();
            problems.AddRange(wrong.Select(problem => $"{path}: {label}: {problem}."));
            if (wrong.Count > 0)
                continue;
            var model = entry.ToModel();
            if (models.Exists(other => other.Name == model.Name))
                problems.Add($"{path}: {label}: two models have this name.");
            if (models.Exists(other => other.File.Equals(model.File, StringComparison.OrdinalIgnoreCase)))
                problems.Add($"{path}: {label}: another model has the file {model.File} too.");
            models.Add(model);
        }
        return (models, problems);
    }
}
