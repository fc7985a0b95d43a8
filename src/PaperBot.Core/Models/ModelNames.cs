namespace PaperBot.Models;

/// <summary>Names that stand for something else than a model of the catalogue, and the form of the others.</summary>
internal static class ModelNames
{
    /// <summary>No model, though one could be had.</summary>
    public const string None = "none";

    /// <summary>Whichever model the endpoint is set to.</summary>
    public const string Endpoint = "openai";

    private const string GgufExtension = ".gguf";

    public static bool AreReserved(string name) => name is None or Endpoint or ChatEngines.Auto or ChatEngines.Extractive || IsPath(name);

    /// <summary>Whether it names a file of this machine.</summary>
    public static bool IsPath(string name) => name.EndsWith(GgufExtension, StringComparison.OrdinalIgnoreCase) || name.Contains('/') || name.Contains('\\');

    /// <summary>What a file that no catalogue knows is called.</summary>
    public static string OfFile(string path) => Path.GetFileNameWithoutExtension(path).ToLowerInvariant();

    /// <summary>The kind with its article, for messages.</summary>
    public static string A(ModelKind kind) => kind switch
    {
        ModelKind.Chat => "a chat model",
        ModelKind.Embedder => "an embedder",
        _ => "a reranker",
    };
}
