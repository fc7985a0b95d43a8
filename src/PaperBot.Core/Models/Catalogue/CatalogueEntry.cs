using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace PaperBot.Models.Catalogue;

/// <summary>An entry of the catalogue as written; anything may be missing or wrong.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed partial class CatalogueEntry
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web);
    private static readonly string[] Templates = ["chatml", "llama3", "gemma", "mistral", "phi"];
    private static readonly string[] Tiers = ["tiny", "small", "medium", "large"];

    public string? Name { get; set; }

    public string? Kind { get; set; }

    public string? Tier { get; set; }

    public string? Repository { get; set; }

    public string? Revision { get; set; }

    public string? File { get; set; }

    public string? Licence { get; set; }

    public long? Bytes { get; set; }

    public bool Approximate { get; set; }

    public string? Sha256 { get; set; }

    public int? Context { get; set; }

    public string? Template { get; set; }

    public string? Pooling { get; set; }

    public int? Dimensions { get; set; }

    public string? QueryPrefix { get; set; }

    public string? DocumentPrefix { get; set; }

    public double? MemoryGigabytes { get; set; }

    public string? Note { get; set; }

    /// <exception cref="JsonException">It is no object, or has a field that none has, or one of another type.</exception>
    public static CatalogueEntry Read(JsonElement element) => element.Deserialize<CatalogueEntry>(Format) ?? throw new JsonException("it is null");

    /// <summary>What is wrong with it, a clause each.</summary>
    public IEnumerable<string> Problems()
    {
        if (Name is null || !NameForm().IsMatch(Name) || ModelNames.AreReserved(Name))
            yield return "name must be lower-case letters, digits, dots and hyphens, and none that means something else (auto, extractive, none, openai)";
        if (KindOf(Kind) is not { } kind)
            yield return $"kind {Said(Kind)} is not known; it must be chat, embedder or reranker";
        else if (kind == ModelKind.Embedder && Dimensions is not > 0)
            yield return "dimensions of an embedder must be a positive number";
        if (!Tiers.Contains(Tier))
            yield return $"tier {Said(Tier)} is not known; it must be {string.Join(", ", Tiers)}";
        if (Repository is null || !RepositoryForm().IsMatch(Repository))
            yield return $"repository {Said(Repository)} must be an owner and a name, as in owner/name, without an address";
        if (Revision is null || !RevisionForm().IsMatch(Revision))
            yield return $"revision {Said(Revision)} must be a branch, tag or commit";
        if (File is null || !FileForm().IsMatch(File))
            yield return $"file {Said(File)} must be the bare name of a .gguf file, without folders";
        if (string.IsNullOrWhiteSpace(Licence))
            yield return "licence is missing";
        if (Bytes is not > 0)
            yield return "bytes must be a positive number";
        if (Sha256 is not null && !HashForm().IsMatch(Sha256))
            yield return "sha256 must be 64 hex digits in lower case";
        if (Context is <= 0)
            yield return "context must be a positive number";
        if (Template is not null && !Templates.Contains(Template))
            yield return $"template {Said(Template)} is not known; it must be {string.Join(", ", Templates)}";
        if (Pooling is not null && PoolingOf(Pooling) is null)
            yield return $"pooling {Said(Pooling)} is not known; it must be mean, cls or last";
        if (MemoryGigabytes is not > 0)
            yield return "memoryGigabytes must be a positive number";
    }

    /// <summary>The model; only when there are no <see cref="Problems"/>.</summary>
    public CatalogueModel ToModel() => new()
    {
        Name = Name!,
        Kind = KindOf(Kind)!.Value,
        Tier = Tier!,
        Repository = Repository!,
        Revision = Revision!,
        File = File!,
        Licence = Licence!,
        Bytes = Bytes!.Value,
        BytesAreApproximate = Approximate,
        Sha256 = Sha256,
        Context = Context,
        Template = Template,
        Pooling = PoolingOf(Pooling) ?? Models.Pooling.FromFile,
        Dimensions = Dimensions,
        QueryPrefix = QueryPrefix ?? "",
        DocumentPrefix = DocumentPrefix ?? "",
        MemoryGigabytes = MemoryGigabytes!.Value,
        Note = Note ?? "",
    };

    private static ModelKind? KindOf(string? name) => name switch
    {
        "chat" => ModelKind.Chat,
        "embedder" => ModelKind.Embedder,
        "reranker" => ModelKind.Reranker,
        _ => null,
    };

    private static Pooling? PoolingOf(string? name) => name switch
    {
        "mean" => Models.Pooling.Mean,
        "cls" => Models.Pooling.Cls,
        "last" => Models.Pooling.Last,
        _ => null,
    };

    private static string Said(string? value) => value is null ? "(none)" : string.Create(CultureInfo.InvariantCulture, $"'{value}'");

    [GeneratedRegex(@"^[a-z0-9](?:[a-z0-9.-]{0,62}[a-z0-9])?\z", RegexOptions.CultureInvariant)]
    private static partial Regex NameForm();

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9_.-]*/[A-Za-z0-9][A-Za-z0-9_.-]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex RepositoryForm();

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9_.-]{0,99}\z", RegexOptions.CultureInvariant)]
    private static partial Regex RevisionForm();

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9_.-]{0,150}\.gguf\z", RegexOptions.CultureInvariant)]
    private static partial Regex FileForm();

    [GeneratedRegex(@"^[0-9a-f]{64}\z", RegexOptions.CultureInvariant)]
    private static partial Regex HashForm();
}
