namespace PaperBot.Models;

/// <summary>How an embedder makes one vector of its token vectors.</summary>
public enum Pooling
{
    /// <summary>As the model file says.</summary>
    FromFile,

    /// <summary>The mean of all tokens.</summary>
    Mean,

    /// <summary>The first token.</summary>
    Cls,

    /// <summary>The last token.</summary>
    Last,
}
