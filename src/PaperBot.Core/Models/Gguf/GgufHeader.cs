namespace PaperBot.Models.Gguf;

/// <summary>What the head of a GGUF file says about the model in it.</summary>
public sealed record GgufHeader
{
    /// <summary>Of the format: 2 or 3.</summary>
    public required int Version { get; init; }

    /// <summary>Family of the network: <c>llama</c>, <c>qwen2</c>, <c>bert</c>.</summary>
    public required string Architecture { get; init; }

    /// <summary>What its makers call it; null when the file does not say.</summary>
    public string? Name { get; init; }

    /// <summary>Told from the pooling, the tensors and the architecture.</summary>
    public required ModelKind Kind { get; init; }

    /// <summary>Tokens it was trained to read at most.</summary>
    public long? Context { get; init; }

    /// <summary>Numbers of a hidden state, and of an embedder's vector.</summary>
    public long? Dimensions { get; init; }

    /// <summary>Pooling that the file asks for; null when it asks for none.</summary>
    public string? Pooling { get; init; }

    /// <summary>Whether the file holds a chat template.</summary>
    public bool HasTemplate { get; init; }

    /// <summary>Family of that template as the catalogue names it; null when there is none, or it is of no known family.</summary>
    public string? Template { get; init; }
}
