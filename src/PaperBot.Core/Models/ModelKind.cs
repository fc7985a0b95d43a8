namespace PaperBot.Models;

/// <summary>What a model does.</summary>
public enum ModelKind
{
    /// <summary>Writes text.</summary>
    Chat,

    /// <summary>Turns a text into a vector.</summary>
    Embedder,

    /// <summary>Scores how well a text answers a query.</summary>
    Reranker,
}
