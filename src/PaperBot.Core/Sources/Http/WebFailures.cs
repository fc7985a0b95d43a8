namespace PaperBot.Sources.Http;

/// <summary>The service asks for patience (429, 503 with Retry-After, <c>Rate exceeded.</c>). Handled by waiting.</summary>
/// <param name="retryAfter">How long the service says; null when it does not.</param>
internal sealed class ThrottledException(string message, TimeSpan? retryAfter) : Exception(message)
{
    public TimeSpan? RetryAfter { get; } = retryAfter;
}

/// <summary>A failure that another try may mend: a dropped connection, a 5xx, a cut or garbled page.</summary>
internal sealed class PassingFailureException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>No connection to the service.</summary>
internal sealed class UnreachableException(string message, Exception inner) : Exception(message, inner);

/// <summary>The service understood and refuses; another try would give the same.</summary>
/// <param name="status">HTTP status.</param>
/// <param name="said">The service's own words, one line; may be empty.</param>
internal sealed class RefusedException(int status, string said)
    : Exception(said.Length > 0 ? $"HTTP {status}: {said}" : $"HTTP {status}")
{
    public int Status { get; } = status;

    public string Said { get; } = said;

    /// <summary>The service's own name for the reason (<c>X-Error-Code</c>); null when it gives none.</summary>
    public string? Code { get; init; }
}
