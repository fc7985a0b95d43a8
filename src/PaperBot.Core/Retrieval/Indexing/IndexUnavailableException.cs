namespace PaperBot.Retrieval.Indexing;

/// <summary>An index on another machine cannot be used now: it is not reached, does not answer in time, or refuses. Nothing is lost.</summary>
public sealed class IndexUnavailableException : Exception
{
    public IndexUnavailableException()
    {
    }

    public IndexUnavailableException(string message) : base(message)
    {
    }

    public IndexUnavailableException(string message, Exception innerException) : base(message, innerException)
    {
    }
}
