using System.Globalization;
using Microsoft.Data.Sqlite;
using PaperBot.Library;

namespace PaperBot.Retrieval.Neural;

/// <summary>Opens files of vectors. They are derived from the library: one that cannot be used is deleted and made anew.</summary>
internal static class VectorDatabase
{
    /// <summary>Counts changes of the layout; files of another version are deleted.</summary>
    private const int Version = 1;

    /// <summary>"PBvc".</summary>
    private const int ApplicationId = 0x50427663;

    // pending: the index does not hold the vector yet. missing: papers to embed, newest day first.
    private const string Schema = """
        CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE papers (id TEXT NOT NULL UNIQUE, hash BLOB NOT NULL, vector BLOB NOT NULL, sentences BLOB NOT NULL, pending INTEGER NOT NULL, number INTEGER PRIMARY KEY);
        CREATE INDEX papers_pending ON papers (number) WHERE pending;
        CREATE TABLE missing (id TEXT PRIMARY KEY, day INTEGER NOT NULL) WITHOUT ROWID;
        CREATE INDEX missing_day ON missing (day);
        """;

    /// <summary>Opens a file, making it where it is absent or of another version.</summary>
    /// <exception cref="SqliteException">It cannot be opened or written.</exception>
    public static LibrarySession Open(string path)
    {
        SQLitePCL.Batteries_V2.Init();
        var connection = LibraryDatabase.Connect(path, SqliteOpenMode.ReadWriteCreate);
        try
        {
            // Derived data: a power cut may cost the last batches, never the file.
            LibraryDatabase.Execute(connection, "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -16384;");
            if (!IsCurrent(connection))
                Create(connection);
            return new LibrarySession(connection);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>True when nothing but deleting the file helps.</summary>
    public static bool IsDamage(SqliteException error) => error.SqliteErrorCode is SQLitePCL.raw.SQLITE_CORRUPT or SQLitePCL.raw.SQLITE_NOTADB;

    /// <summary>Deletes a file and its logs.</summary>
    public static void Delete(string path)
    {
        foreach (var file in new[] { path, path + "-wal", path + "-shm" })
            File.Delete(file);
    }

    private static bool IsCurrent(SqliteConnection connection) =>
        LibraryDatabase.Number(connection, "PRAGMA user_version") == Version && LibraryDatabase.Number(connection, "PRAGMA application_id") == ApplicationId;

    private static void Create(SqliteConnection connection)
    {
        using var transaction = connection.BeginTransaction(deferred: false);
        // Another process may have been faster while this one waited for the lock.
        if (IsCurrent(connection))
            return;
        LibraryDatabase.Execute(connection, "DROP TABLE IF EXISTS facts; DROP TABLE IF EXISTS papers; DROP TABLE IF EXISTS missing;" + Schema);
        LibraryDatabase.Execute(connection, string.Create(CultureInfo.InvariantCulture, $"PRAGMA application_id = {ApplicationId}; PRAGMA user_version = {Version}"));
        transaction.Commit();
    }
}
