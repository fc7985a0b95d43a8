namespace PaperBot.Models.Catalogue;

/// <summary>A model that can be downloaded by name.</summary>
public sealed record CatalogueModel
{
    /// <summary>Lower-case letters, digits, dots and hyphens.</summary>
    public required string Name { get; init; }

    public required ModelKind Kind { get; init; }

    /// <summary>For whom: <c>tiny</c>, <c>small</c>, <c>medium</c>, <c>large</c>.</summary>
    public required string Tier { get; init; }

    /// <summary>Owner and name at the hub.</summary>
    public required string Repository { get; init; }

    /// <summary>Branch, tag or commit.</summary>
    public required string Revision { get; init; }

    /// <summary>Name of the GGUF file, at the hub and in the models folder.</summary>
    public required string File { get; init; }

    /// <summary>SPDX identifier where there is one.</summary>
    public required string Licence { get; init; }

    /// <summary>Size of the file; the hub says it exactly.</summary>
    public required long Bytes { get; init; }

    /// <summary>Whether <see cref="Bytes"/> is rounded.</summary>
    public bool BytesAreApproximate { get; init; }

    /// <summary>SHA-256 in lower-case hex that the file must have whatever the hub says; null trusts the hub.</summary>
    public string? Sha256 { get; init; }

    /// <summary>Tokens it reads at most; null takes what the file says.</summary>
    public int? Context { get; init; }

    /// <summary>Chat template; null takes the file's.</summary>
    public string? Template { get; init; }

    public Pooling Pooling { get; init; }

    /// <summary>Numbers of a vector; null for what is no embedder.</summary>
    public int? Dimensions { get; init; }

    public string QueryPrefix { get; init; } = "";

    public string DocumentPrefix { get; init; } = "";

    /// <summary>Memory it needs while it runs (of the GPU when it runs there), in gigabytes (10⁹ bytes).</summary>
    public required double MemoryGigabytes { get; init; }

    /// <summary>What it is good for, a line.</summary>
    public string Note { get; init; } = "";

    /// <summary>It as a runtime needs it.</summary>
    /// <param name="path">Where its file is.</param>
    /// <param name="fingerprint">The file's SHA-256.</param>
    internal RunnableModel At(string path, string fingerprint) => new()
    {
        Name = Name,
        Kind = Kind,
        Runtime = RunnableModel.FileRuntime,
        Path = path,
        Fingerprint = fingerprint,
        Template = Template,
        Context = Context,
        Pooling = Pooling,
        QueryPrefix = QueryPrefix,
        DocumentPrefix = DocumentPrefix,
    };
}
