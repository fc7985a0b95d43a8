using System.Globalization;
using Microsoft.Data.Sqlite;
using PaperBot.Library;
using PaperBot.Papers;

namespace PaperBot.Retrieval.Neural;

/// <summary>
/// The vectors of one space in a file of their own, derived from the library and deletable at any time; knows which papers lack one. Safe for
/// concurrent use by threads and processes. Every member throws <see cref="IOException"/> when the file cannot be used; a damaged one is
/// deleted before.
/// </summary>
internal sealed class VectorStore : IDisposable
{
    private const string SpaceName = "space";
    private const string ModelKey = "model";
    private const string RevisionName = "revision";
    private const string RateName = "rate";
    private const int PageSize = 1000;

    private readonly Lock _lock = new();
    private readonly LibrarySession _session;

    private VectorStore(string path, LibrarySession session, string space) => (Path, _session, Space) = (path, session, space);

    public string Path { get; }

    /// <summary>Name of the space.</summary>
    public string Space { get; }

    /// <summary>Library revision up to which it is known which papers lack vectors.</summary>
    public long Revision => Use(() => long.Parse(Fact(RevisionName) ?? "0", CultureInfo.InvariantCulture));

    /// <summary>Papers with vectors.</summary>
    public int Count => (int)Use(() => _session.Number("SELECT count(*) FROM papers"));

    /// <summary>Papers without, or with those of an older text, as of <see cref="Revision"/>.</summary>
    public int Missing => (int)Use(() => _session.Number("SELECT count(*) FROM missing"));

    /// <summary>True when there are vectors that the index has not taken in.</summary>
    public bool HasPending => Use(() => _session.Number("SELECT EXISTS (SELECT 1 FROM papers WHERE pending)")) != 0;

    /// <summary>Papers embedded a second, as last measured; null before.</summary>
    public double? Rate
    {
        get => Use(() => Fact(RateName)) is { } text ? double.Parse(text, CultureInfo.InvariantCulture) : null;
        set => Use(() => SetFact(RateName, (value ?? 0).ToString("R", CultureInfo.InvariantCulture)));
    }

    /// <summary>Opens the file of a space that is there; null when it holds none.</summary>
    /// <param name="path">The file.</param>
    /// <param name="modelKey">Only a file of this model; null for any.</param>
    public static VectorStore? Find(string path, string? modelKey)
    {
        var session = Guard(path, () => VectorDatabase.Open(path));
        var (space, model) = Guard(path, () => (ReadFact(session, SpaceName), ReadFact(session, ModelKey)));
        if (space is not null && (modelKey is null || model == modelKey))
            return new VectorStore(path, session, space);
        session.Dispose();
        return null;
    }

    /// <summary>Opens the file of a space, making it where it is absent.</summary>
    public static VectorStore Create(string path, string space, string modelKey)
    {
        var session = Guard(path, () => VectorDatabase.Open(path));
        var store = new VectorStore(path, session, space);
        store.Use(() =>
        {
            store.SetFact(SpaceName, space);
            store.SetFact(ModelKey, modelKey);
            return true;
        });
        return store;
    }

    /// <summary>Looks at what changed in the library: papers with new texts are missing, gone ones are dropped.</summary>
    /// <param name="library">The truth.</param>
    /// <param name="all">Look at every paper, not only at those changed since <see cref="Revision"/>.</param>
    public void Follow(PaperLibrary library, bool all, CancellationToken cancellationToken)
    {
        var upTo = library.Revision();
        var revision = Revision;
        if (revision == upTo && !all)
            return;
        var isAnew = all || revision > upTo;
        var present = isAnew ? new HashSet<string>(StringComparer.Ordinal) : null;
        for (var after = isAnew ? 0 : revision; ;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var page = library.ChangedAfter(after, PageSize);
            if (page.Count == 0)
                break;
            var gone = library.IdsGivenUp(after, page[^1].Revision);
            after = page[^1].Revision;
            present?.UnionWith(page.Select(stored => stored.Paper.Id));
            var step = isAnew ? revision : after;
            Change(() =>
            {
                Forget(gone);
                Note(page);
                SetFact(RevisionName, step.ToString(CultureInfo.InvariantCulture));
            });
            upTo = Math.Max(upTo, after);
        }
        Change(() =>
        {
            if (present is not null)
                Forget([.. Ids("SELECT id FROM papers UNION SELECT id FROM missing").Where(id => !present.Contains(id))]);
            SetFact(RevisionName, upTo.ToString(CultureInfo.InvariantCulture));
        });
    }

    /// <summary>The newest papers that lack vectors.</summary>
    public IReadOnlyList<string> NextMissing(int limit) =>
        Use(() => Ids("SELECT id FROM missing ORDER BY day DESC, id DESC LIMIT $limit", ("$limit", limit)));

    /// <summary>Stores vectors; they are durable, and no longer missing, when the call returns.</summary>
    public void Put(IReadOnlyList<StoredVectors> papers) => Change(() =>
    {
        foreach (var paper in papers)
        {
            _session.Execute(
                "INSERT INTO papers (id, hash, vector, sentences, pending) VALUES ($id, $hash, $vector, $sentences, 1) "
                + "ON CONFLICT (id) DO UPDATE SET hash = excluded.hash, vector = excluded.vector, sentences = excluded.sentences, pending = 1",
                ("$id", paper.PaperId), ("$hash", paper.Hash), ("$vector", paper.Paper), ("$sentences", paper.Sentences));
            _session.Execute("DELETE FROM missing WHERE id = $id", ("$id", paper.PaperId));
        }
    });

    /// <summary>Papers that the library no longer holds.</summary>
    public void Drop(IReadOnlyList<string> ids) => Change(() => Forget(ids));

    /// <summary>The vectors of those papers that have some made from their present text.</summary>
    public IReadOnlyDictionary<string, StoredVectors> FindMany(IEnumerable<Paper> papers)
    {
        var found = new Dictionary<string, StoredVectors>(StringComparer.Ordinal);
        foreach (var paper in papers)
        {
            if (Use(() => Read(paper.Id)) is { } stored && stored.Fits(paper))
                found[paper.Id] = stored;
        }
        return found;
    }

    /// <summary>Papers whose vectors the index has not taken in.</summary>
    public IReadOnlyList<VectorKey> Pending(int limit) => Use(() =>
    {
        using var reader = _session.Prepare("SELECT id, hash FROM papers WHERE pending ORDER BY number LIMIT $limit", ("$limit", limit)).ExecuteReader();
        var keys = new List<VectorKey>();
        while (reader.Read())
            keys.Add(new VectorKey(reader.GetString(0), (byte[])reader[1]));
        return keys;
    });

    /// <summary>The index holds these; vectors that were made of a newer text meanwhile stay pending.</summary>
    public void MarkIndexed(IEnumerable<VectorKey> keys) => Change(() =>
    {
        foreach (var (id, hash) in keys)
            _session.Execute("UPDATE papers SET pending = 0 WHERE id = $id AND hash = $hash AND pending", ("$id", id), ("$hash", hash));
    });

    public void Dispose()
    {
        lock (_lock)
            _session.Dispose();
    }

    private void Note(IReadOnlyList<StoredPaper> page)
    {
        foreach (var (paper, _, _) in page)
        {
            var known = _session.Scalar("SELECT hash FROM papers WHERE id = $id", ("$id", paper.Id)) as byte[];
            if (known is not null && known.AsSpan().SequenceEqual(VectorText.Hash(paper)))
                _session.Execute("DELETE FROM missing WHERE id = $id", ("$id", paper.Id));
            else
                _session.Execute("INSERT OR REPLACE INTO missing (id, day) VALUES ($id, $day)", ("$id", paper.Id), ("$day", paper.Published?.DayNumber ?? 0));
        }
    }

    private void Forget(IReadOnlyList<string> ids)
    {
        foreach (var id in ids)
        {
            _session.Execute("DELETE FROM papers WHERE id = $id", ("$id", id));
            _session.Execute("DELETE FROM missing WHERE id = $id", ("$id", id));
        }
    }

    private StoredVectors? Read(string id)
    {
        using var reader = _session.Prepare("SELECT hash, vector, sentences FROM papers WHERE id = $id", ("$id", id)).ExecuteReader();
        return reader.Read() ? new StoredVectors(id, (byte[])reader[0], (byte[])reader[1], (byte[])reader[2]) : null;
    }

    private List<string> Ids(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        using var reader = _session.Prepare(sql, parameters).ExecuteReader();
        var ids = new List<string>();
        while (reader.Read())
            ids.Add(reader.GetString(0));
        return ids;
    }

    private string? Fact(string name) => ReadFact(_session, name);

    private static string? ReadFact(LibrarySession session, string name) => session.Scalar("SELECT value FROM facts WHERE name = $name", ("$name", name)) as string;

    private bool SetFact(string name, string value) =>
        _session.Execute("INSERT OR REPLACE INTO facts (name, value) VALUES ($name, $value)", ("$name", name), ("$value", value)) > 0;

    private void Change(Action change) => Use(() =>
    {
        _session.Execute("BEGIN IMMEDIATE");
        try
        {
            change();
            _session.Execute("COMMIT");
            return true;
        }
        catch
        {
            RollBack();
            throw;
        }
    });

    private void RollBack()
    {
        try
        {
            _session.Execute("ROLLBACK");
        }
        catch (SqliteException)
        {
            // SQLite has rolled back by itself, as it does when the disk is full; the caller gets the first error.
        }
    }

    private T Use<T>(Func<T> action)
    {
        lock (_lock)
            return Guard(Path, action);
    }

    private static T Guard<T>(string path, Func<T> action)
    {
        try
        {
            return action();
        }
        catch (SqliteException error)
        {
            var isDamage = VectorDatabase.IsDamage(error);
            if (isDamage)
                VectorDatabase.Delete(path);
            throw new IOException(isDamage
                ? $"The vectors in {path} were damaged and have been deleted; 'paperbot reindex' makes them anew."
                : $"The vectors in {path} cannot be used ({error.Message}).", error);
        }
    }
}
