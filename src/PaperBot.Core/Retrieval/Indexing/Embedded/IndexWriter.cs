using System.Text;
using Microsoft.Extensions.Logging;

namespace PaperBot.Retrieval.Indexing.Embedded;

/// <summary>Makes the next state of the index from the present one, under the write lock.</summary>
/// <param name="folder">The index folder.</param>
/// <param name="before">The present state.</param>
/// <param name="commit">Puts a new state in place and gives it back opened.</param>
internal sealed partial class IndexWriter(string folder, IndexSnapshot before, IndexOptions options, ILogger logger, Func<Manifest, IndexSnapshot> commit)
{
    private long _nextNumber = NextNumber(folder, before.Manifest);

    /// <summary>Adds or replaces papers in one step.</summary>
    public void Upsert(IReadOnlyList<IndexedPaper> papers, long revision, CancellationToken cancellationToken)
    {
        var sorted = Sorted(papers);
        var (space, dimensions) = SpaceOf(sorted, before.Manifest.Space);
        var made = new List<ManifestSegment>();
        try
        {
            var kept = Without(sorted.Select(paper => paper.Paper.Id));
            Build(sorted, space, dimensions, made, cancellationToken);
            cancellationToken.ThrowIfCancellationRequested();
            var after = commit(new Manifest(revision, _nextNumber, space, [.. kept, .. made]));
            Merge(after, cancellationToken);
        }
        finally
        {
            Sweep(folder);
        }
    }

    /// <summary>Builds everything anew beside the present state and takes its place in one step.</summary>
    public async Task ReplaceAsync(IAsyncEnumerable<IReadOnlyList<IndexedPaper>> batches, long revision, CancellationToken cancellationToken)
    {
        var (made, space) = (new List<ManifestSegment>(), "");
        try
        {
            await foreach (var batch in batches.WithCancellation(cancellationToken).ConfigureAwait(false))
            {
                var sorted = Sorted(batch);
                (space, var dimensions) = SpaceOf(sorted, space);
                Build(sorted, space, dimensions, made, cancellationToken);
            }
            cancellationToken.ThrowIfCancellationRequested();
            Merge(commit(new Manifest(revision, _nextNumber, space, made)), cancellationToken);
        }
        finally
        {
            Sweep(folder);
        }
    }

    /// <summary>Removes papers.</summary>
    public void Delete(IReadOnlyList<string> ids, long revision, CancellationToken cancellationToken)
    {
        try
        {
            var kept = Without(ids);
            cancellationToken.ThrowIfCancellationRequested();
            var after = commit(before.Manifest with { Revision = revision, NextNumber = _nextNumber, Segments = kept });
            Merge(after, cancellationToken);
        }
        finally
        {
            Sweep(folder);
        }
    }

    /// <summary>A number that no file in the folder has, even when the manifest was lost.</summary>
    public static long NextNumber(string folder, Manifest manifest)
    {
        var next = manifest.NextNumber;
        foreach (var path in Directory.EnumerateFiles(folder, "*.segment"))
        {
            if (long.TryParse(Path.GetFileNameWithoutExtension(path), System.Globalization.CultureInfo.InvariantCulture, out var number))
                next = Math.Max(next, number + 1);
        }
        return next;
    }

    /// <summary>Deletes files that the manifest in force does not name.</summary>
    public static void Sweep(string folder)
    {
        var named = Manifest.Load(folder).Segments.SelectMany(segment => new[] { segment.FileName, segment.DeletedFileName }).ToHashSet(StringComparer.Ordinal);
        foreach (var path in Directory.EnumerateFiles(folder, "*.segment").Concat(Directory.EnumerateFiles(folder, "*.deleted")))
        {
            if (named.Contains(Path.GetFileName(path)))
                continue;
            try
            {
                File.Delete(path);
            }
            catch (Exception ex) when (ex is IOException or UnauthorizedAccessException)
            {
                // Windows keeps a mapped file until its last reader is done; the next writer tries again.
            }
        }
    }

    // In the order of ids; of two papers with one id the last counts.
    private static IndexedPaper[] Sorted(IReadOnlyList<IndexedPaper> papers)
    {
        var byId = new Dictionary<string, IndexedPaper>(papers.Count, StringComparer.Ordinal);
        foreach (var paper in papers)
            byId[paper.Paper.Id] = paper;
        var sorted = byId.Values.ToArray();
        Array.Sort(sorted, (a, b) => string.CompareOrdinal(a.Paper.Id, b.Paper.Id));
        return sorted;
    }

    private static (string Space, int Dimensions) SpaceOf(IndexedPaper[] papers, string present)
    {
        (string? Space, int Dimensions) found = (null, 0);
        foreach (var paper in papers)
        {
            if (paper.Vector.IsEmpty)
                continue;
            var own = (paper.VectorSpace ?? $"unnamed/{paper.Vector.Length}", paper.Vector.Length);
            if (found.Space is not null && found != own)
                throw new ArgumentException($"One batch holds vectors of {found.Space} with {found.Dimensions} and of {own.Item1} with {own.Item2} dimensions.", nameof(papers));
            found = own;
        }
        return (found.Space ?? present, found.Dimensions);
    }

    private List<ManifestSegment> Without(IEnumerable<string> ids)
    {
        var gone = before.Segments.Select(_ => new List<int>()).ToArray();
        foreach (var id in ids)
        {
            var utf8 = Encoding.UTF8.GetBytes(id);
            for (var i = 0; i < gone.Length; i++)
            {
                if (before.Segments[i].Find(utf8) is var paper and >= 0)
                    gone[i].Add(paper);
            }
        }
        var kept = new List<ManifestSegment>();
        for (var i = 0; i < gone.Length; i++)
        {
            var place = MarkDeleted(before.Segments[i], gone[i]);
            if (place.Live > 0)
                kept.Add(place);
        }
        return kept;
    }

    private unsafe ManifestSegment MarkDeleted(SegmentView view, List<int> gone)
    {
        if (gone.Count == 0)
            return view.Place;
        var deleted = DeletedPapers.With(view.Deleted, view.Reader.Papers, gone);
        var length = view.Place.Length;
        foreach (var paper in gone.Distinct())
            length -= view.Reader.Lengths[paper];
        var place = view.Place with { Deleted = deleted.Count, Deletions = view.Place.Deletions + 1, Length = length };
        if (place.Live > 0)
        {
            // A file of that name can only be the remains of a writer that died before its manifest named it.
            File.Delete(Path.Combine(folder, place.DeletedFileName));
            deleted.Save(Path.Combine(folder, place.DeletedFileName));
        }
        return place;
    }

    private void Build(IndexedPaper[] papers, string space, int dimensions, List<ManifestSegment> made, CancellationToken cancellationToken)
    {
        for (var next = 0; next < papers.Length;)
        {
            using var builder = new SegmentBuilder(space, dimensions, options);
            while (next < papers.Length && builder.Postings < options.PostingsInMemory && builder.Papers < BlockCodec.MaxPapers)
            {
                cancellationToken.ThrowIfCancellationRequested();
                builder.Add(papers[next++]);
            }
            made.Add(Save(builder.Save));
        }
    }

    private ManifestSegment Save(Func<string, SegmentHeader> save)
    {
        var place = new ManifestSegment(_nextNumber++, 0, 0, 0, 0, 0);
        var header = save(Path.Combine(folder, place.FileName));
        return place with { Bytes = header.FileLength, Papers = header.Papers, Length = header.TotalLength };
    }

    /// <summary>Tidies up after the papers are safe; what goes wrong here only postpones the tidying.</summary>
    private void Merge(IndexSnapshot present, CancellationToken cancellationToken)
    {
        try
        {
            while (MergePolicy.Next(present.Manifest.Segments, options.MergeFactor) is { Count: > 0 } chosen)
            {
                var views = present.Segments.Where(view => chosen.Contains(view.Place)).ToList();
                var merged = Save(path => new SegmentMerger(views, present.Manifest.Space, options).Save(path, cancellationToken));
                present = commit(present.Manifest with { NextNumber = _nextNumber, Segments = [.. present.Manifest.Segments.Except(chosen), merged] });
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The papers are in; the next writer merges.
        }
        catch (IOException ex) when (ex is not IndexDamagedException)
        {
            LogMergeFailed(ex);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Merging index segments failed; the next writer tries again.")]
    private partial void LogMergeFailed(Exception exception);
}
