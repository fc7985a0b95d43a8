namespace PaperBot.Qdrant;

/// <summary>The alias or collection that a request names is not there.</summary>
internal sealed class CollectionMissingException(Exception innerException) : Exception("A collection is missing.", innerException);
