using System.Globalization;
using Microsoft.Data.Sqlite;

namespace PaperBot.Library;

/// <summary>Opens <c>library.db</c> and brings its schema up to date.</summary>
internal static class LibraryDatabase
{
    public const string FileName = "library.db";

    /// <summary>"PBot": tells a library from any other SQLite file.</summary>
    internal const int ApplicationId = 0x50426F74;

    // Each entry is one migration, applied in order and never changed after it has shipped; user_version counts those applied.
    internal static readonly string[] Migrations =
    [
        """
        CREATE TABLE papers (
            number INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            kind INTEGER NOT NULL,
            title TEXT NOT NULL,
            title_key TEXT NOT NULL,
            abstract TEXT NOT NULL,
            origin INTEGER NOT NULL,
            authors TEXT NOT NULL,
            author_count INTEGER,
            published TEXT,
            categories TEXT NOT NULL,
            url TEXT,
            revision INTEGER NOT NULL UNIQUE);
        CREATE INDEX papers_title ON papers (title_key, kind);
        CREATE TABLE aliases (
            id TEXT PRIMARY KEY,
            number INTEGER NOT NULL REFERENCES papers ON DELETE CASCADE,
            revision INTEGER NOT NULL) WITHOUT ROWID;
        CREATE INDEX aliases_number ON aliases (number);
        CREATE INDEX aliases_revision ON aliases (revision) WHERE revision > 0;
        CREATE TABLE listings (
            number INTEGER NOT NULL REFERENCES papers ON DELETE CASCADE,
            source TEXT NOT NULL,
            day TEXT NOT NULL,
            rank INTEGER NOT NULL,
            upvotes INTEGER,
            PRIMARY KEY (number, source, day)) WITHOUT ROWID;
        CREATE INDEX listings_day ON listings (day);
        CREATE TABLE rejections (source TEXT NOT NULL, place TEXT NOT NULL, reason TEXT NOT NULL, PRIMARY KEY (source, place)) WITHOUT ROWID;
        CREATE TABLE positions (source TEXT PRIMARY KEY, fingerprint TEXT NOT NULL, resume TEXT, finished INTEGER NOT NULL) WITHOUT ROWID;
        CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
        INSERT INTO facts VALUES ('revision', '0');
        """,
        """
        CREATE TABLE conversations (number INTEGER PRIMARY KEY AUTOINCREMENT, place TEXT NOT NULL, latest TEXT NOT NULL);
        CREATE INDEX conversations_place ON conversations (place, latest);
        CREATE INDEX conversations_latest ON conversations (latest);
        CREATE TABLE turns (
            conversation INTEGER NOT NULL REFERENCES conversations ON DELETE CASCADE,
            position INTEGER NOT NULL,
            time TEXT NOT NULL,
            question TEXT NOT NULL,
            stand_alone TEXT NOT NULL,
            rewritten_by TEXT,
            topic TEXT NOT NULL,
            answer TEXT NOT NULL,
            papers TEXT NOT NULL,
            engine TEXT NOT NULL,
            PRIMARY KEY (conversation, position)) WITHOUT ROWID;
        """,
    ];

    static LibraryDatabase() => SQLitePCL.Batteries_V2.Init();

    /// <summary>Opens a connection, creating or upgrading the library where needed.</summary>
    /// <exception cref="LibraryException">The file is no library, is damaged, or was written by a newer version.</exception>
    public static SqliteConnection Open(string folder)
    {
        var path = Path.Combine(folder, FileName);
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new LibraryException($"The library folder {folder} cannot be used ({error.Message}). Choose another folder with --library or PAPERBOT_LIBRARY.", error);
        }
        return Guard(path, () =>
        {
            var connection = Connect(path, SqliteOpenMode.ReadWriteCreate);
            try
            {
                CheckKind(connection, path);
                // A full sync at each commit: what was reported as stored survives a power cut as well as a kill. What is deleted is overwritten.
                Execute(connection, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA foreign_keys = ON; PRAGMA wal_autocheckpoint = 4000; PRAGMA cache_size = -32768;");
                Migrate(connection, path);
                return connection;
            }
            catch
            {
                connection.Dispose();
                throw;
            }
        });
    }

    /// <summary>A plain connection that neither creates nor upgrades anything; waits for a lock of another process.</summary>
    public static SqliteConnection Connect(string path, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false, DefaultTimeout = 30 }.ConnectionString);
        try
        {
            connection.Open();
            Execute(connection, "PRAGMA busy_timeout = 30000;");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Refuses what is not a library this version can use.</summary>
    public static void CheckKind(SqliteConnection connection, string path)
    {
        var version = Number(connection, "PRAGMA user_version");
        var isEmpty = version == 0 && Number(connection, "SELECT count(*) FROM sqlite_master") == 0;
        if (!isEmpty && Number(connection, "PRAGMA application_id") != ApplicationId)
            throw new LibraryException($"{path} is not a PaperBot library but some other SQLite file. Choose another folder with --library.");
        if (version > Migrations.Length)
            throw new LibraryException(string.Create(CultureInfo.InvariantCulture, $"The library {path} was written by a newer PaperBot (schema {version}, this one knows {Migrations.Length}). Update PaperBot."));
    }

    /// <summary>Turns what SQLite reports into what the owner can do about it.</summary>
    public static T Guard<T>(string path, Func<T> action)
    {
        try
        {
            return action();
        }
        catch (SqliteException error)
        {
            throw new LibraryException(Explain(path, error), error);
        }
    }

    public static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Only constant text of this assembly comes here.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    public static long Number(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Only constant text of this assembly comes here.
        command.CommandText = sql;
#pragma warning restore CA2100
        return (long)command.ExecuteScalar()!;
    }

    /// <summary>Writes a compact copy of the whole library, as of one moment, to a file that must not exist yet.</summary>
    /// <returns>The file's size in bytes.</returns>
    public static long CopyInto(SqliteConnection connection, string path)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "VACUUM INTO $path";
        command.CommandTimeout = 0;
        command.Parameters.AddWithValue("$path", path);
        command.ExecuteNonQuery();
        return new FileInfo(path).Length;
    }

    private static void Migrate(SqliteConnection connection, string path)
    {
        if (Number(connection, "PRAGMA user_version") == Migrations.Length)
            return;
        using var transaction = connection.BeginTransaction(deferred: false);
        // Another process may have been faster while this one waited for the lock.
        CheckKind(connection, path);
        for (var version = Number(connection, "PRAGMA user_version"); version < Migrations.Length; version++)
            Execute(connection, Migrations[version]);
        Execute(connection, string.Create(CultureInfo.InvariantCulture, $"PRAGMA application_id = {ApplicationId}; PRAGMA user_version = {Migrations.Length}"));
        transaction.Commit();
    }

    private static string Explain(string path, SqliteException error) => error.SqliteErrorCode switch
    {
        SQLitePCL.raw.SQLITE_CORRUPT => $"The library {path} is damaged ({error.Message}). Restore a backup with 'paperbot restore', or choose another folder with --library.",
        SQLitePCL.raw.SQLITE_NOTADB => $"{path} is not a library, or its beginning is damaged. Restore a backup with 'paperbot restore', or choose another folder with --library.",
        SQLitePCL.raw.SQLITE_BUSY or SQLitePCL.raw.SQLITE_LOCKED => $"The library {path} is in use by another process that did not finish within 30 seconds. Try again later.",
        SQLitePCL.raw.SQLITE_FULL => $"The disk of the library {path} is full. Free some space and run the same command again; what was stored is kept.",
        SQLitePCL.raw.SQLITE_READONLY or SQLitePCL.raw.SQLITE_CANTOPEN or SQLitePCL.raw.SQLITE_PERM => $"The library {path} cannot be opened or written ({error.Message}). Check the permissions, or choose another folder with --library.",
        _ => $"The library {path} cannot be used ({error.Message}). Restore a backup with 'paperbot restore', or choose another folder with --library.",
    };
}
