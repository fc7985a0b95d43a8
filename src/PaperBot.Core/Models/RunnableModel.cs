namespace PaperBot.Models;

/// <summary>A model as a runtime needs to know it: a file of this machine, or a name at an endpoint.</summary>
public sealed record RunnableModel
{
    /// <summary>The <see cref="Runtime"/> of models that are files.</summary>
    public const string FileRuntime = "llama";

    /// <summary>The <see cref="Runtime"/> of models at an endpoint.</summary>
    public const string EndpointRuntime = "openai";

    /// <summary>How it is called: in the footer of answers, by <c>--engine</c>, in <c>doctor</c>.</summary>
    public required string Name { get; init; }

    public required ModelKind Kind { get; init; }

    /// <summary><see cref="IModelRuntime.Name"/> of what runs it: <c>llama</c>, <c>openai</c>.</summary>
    public required string Runtime { get; init; }

    /// <summary>Absolute path of its GGUF file; null for a model at an endpoint.</summary>
    public string? Path { get; init; }

    /// <summary>Tells this file from every other: the SHA-256 in lower-case hex, or what an endpoint calls it. Part of a vector space's name.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>Chat template: <c>chatml</c>, <c>llama3</c>, <c>gemma</c>, <c>mistral</c>, <c>phi</c>; null takes the one the file holds.</summary>
    public string? Template { get; init; }

    /// <summary>Tokens it was trained to read at most; null takes what the file says.</summary>
    public int? Context { get; init; }

    public Pooling Pooling { get; init; }

    /// <summary>Written before a query that is embedded ("query: "); empty for most.</summary>
    public string QueryPrefix { get; init; } = "";

    /// <summary>Written before a document that is embedded.</summary>
    public string DocumentPrefix { get; init; } = "";
}
