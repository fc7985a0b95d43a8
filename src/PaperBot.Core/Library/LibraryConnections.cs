using System.Collections.Concurrent;

namespace PaperBot.Library;

/// <summary>
/// Lends sessions and takes them back, so that statements stay prepared and the write-ahead log is not folded in at every call (SQLite does
/// that whenever the last connection closes).
/// </summary>
internal sealed class LibraryConnections(string folder) : IDisposable
{
    private const int MostIdle = 8;

    private readonly ConcurrentBag<LibrarySession> _idle = [];
    private volatile bool _disposed;

    public string DatabasePath { get; } = Path.Combine(folder, LibraryDatabase.FileName);

    /// <summary>Runs <paramref name="query"/> on one unchanging state of the library.</summary>
    public T Read<T>(Func<LibrarySession, T> query) => Run("BEGIN", query);

    /// <summary>Runs <paramref name="change"/> in a transaction that is durable on return; writers of all processes take turns.</summary>
    public T Write<T>(Func<LibrarySession, T> change) => Run("BEGIN IMMEDIATE", change);

    /// <summary>Empties the write-ahead log, which holds what was deleted since, into the file; false when another process is reading and it has to stay.</summary>
    public bool EmptyLog() => LibraryDatabase.Guard(DatabasePath, () =>
    {
        using var connection = LibraryDatabase.Open(folder);
        LibraryDatabase.Execute(connection, "PRAGMA busy_timeout = 2000;");
        return LibraryDatabase.Number(connection, "PRAGMA wal_checkpoint(TRUNCATE)") == 0;
    });

    /// <summary>Closes what is idle, so that the file can be replaced.</summary>
    public void Release()
    {
        while (_idle.TryTake(out var session))
            session.Dispose();
    }

    public void Dispose()
    {
        _disposed = true;
        Release();
    }

    private T Run<T>(string begin, Func<LibrarySession, T> action) => LibraryDatabase.Guard(DatabasePath, () =>
    {
        if (!_idle.TryTake(out var session))
            session = new LibrarySession(LibraryDatabase.Open(folder));
        var isSound = false;
        try
        {
            session.Execute(begin);
            var result = action(session);
            session.Execute("COMMIT");
            isSound = true;
            return result;
        }
        finally
        {
            // A connection that failed is closed: that rolls back whatever it had begun.
            if (isSound && !_disposed && _idle.Count < MostIdle)
                _idle.Add(session);
            else
                session.Dispose();
        }
    });
}
