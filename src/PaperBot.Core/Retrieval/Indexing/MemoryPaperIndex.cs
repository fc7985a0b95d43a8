using System.Numerics.Tensors;
using PaperBot.Papers;
using PaperBot.Retrieval.Terms;

namespace PaperBot.Retrieval.Indexing;

/// <summary>
/// An exhaustive index in memory: scores every paper for every query. The plain statement of what an index returns, against which the
/// others are tested, and the fallback when no index can be kept on disk.
/// </summary>
public sealed class MemoryPaperIndex : IPaperIndex
{
    private const double K1 = 0.9;
    private const double B = 0.4;

    private readonly Lock _lock = new();
    private volatile Snapshot _snapshot = Snapshot.Empty;

    public string Name => "memory";

    public IndexState State => new(_snapshot.Papers.Count, _snapshot.Revision, _snapshot.VectorSpace, 0);

    public Task UpsertAsync(IReadOnlyList<IndexedPaper> papers, long revision, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(papers);
        var entries = papers.Select(Entry.Of).ToList();
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
            _snapshot = _snapshot.With(entries, [], revision);
        return Task.CompletedTask;
    }

    public Task DeleteAsync(IReadOnlyList<string> paperIds, long revision, CancellationToken cancellationToken)
    {
        lock (_lock)
            _snapshot = _snapshot.With([], paperIds, revision);
        return Task.CompletedTask;
    }

    public Task ClearAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
            _snapshot = Snapshot.Empty;
        return Task.CompletedTask;
    }

    public async Task ReplaceAsync(IAsyncEnumerable<IReadOnlyList<IndexedPaper>> batches, long revision, CancellationToken cancellationToken)
    {
        var entries = new List<Entry>();
        await foreach (var batch in batches.WithCancellation(cancellationToken).ConfigureAwait(false))
            entries.AddRange(batch.Select(Entry.Of));
        lock (_lock)
            _snapshot = Snapshot.Empty.With(entries, [], revision);
    }

    public Task<IReadOnlyList<int>> CountPapersWithAsync(IReadOnlyList<string> terms, CancellationToken cancellationToken)
    {
        var snapshot = _snapshot;
        return Task.FromResult<IReadOnlyList<int>>(terms.Select(term => snapshot.DocumentFrequency.GetValueOrDefault(term)).ToList());
    }

    public Task<float[]?> VectorOfAsync(string paperId, CancellationToken cancellationToken) =>
        Task.FromResult(_snapshot is var snapshot && snapshot.Papers.TryGetValue(paperId, out var entry) && entry.Vector.Length > 0 && entry.Space == snapshot.VectorSpace ? entry.Vector : null);

    public Task<IReadOnlyList<IndexHit>> SearchAsync(IndexQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        var snapshot = _snapshot;
        var weights = query.Terms.GroupBy(term => term, StringComparer.Ordinal)
            .Select(group => (Term: group.Key, Weight: group.Count() * snapshot.Idf(group.Key))).ToList();
        var hits = new List<IndexHit>();
        foreach (var entry in snapshot.Papers.Values)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!FilterMatch.Matches(query.Filter, entry.Source))
                continue;
            var bm25 = weights.Sum(weight => weight.Weight * entry.TermWeight(weight.Term, K1, B, snapshot.MeanLength));
            var cosine = entry.Space == snapshot.VectorSpace && query.Vector.Length > 0 && entry.Vector.Length == query.Vector.Length ? TensorPrimitives.Dot(query.Vector.Span, entry.Vector) : 0;
            if (bm25 > 0 || (query.VectorWeight > 0 && cosine > 0))
                hits.Add(new IndexHit(entry.Source.Paper.Id, 0, bm25, cosine));
        }
        var fusion = new Fusion(query.Vector.IsEmpty ? 0 : query.VectorWeight, hits.Select(hit => hit.Bm25).DefaultIfEmpty().Max(), hits.Select(hit => hit.Cosine).DefaultIfEmpty().Max());
        return Task.FromResult<IReadOnlyList<IndexHit>>(hits.Select(hit => hit with { Score = fusion.Score(hit.Bm25, hit.Cosine) })
            .OrderByDescending(hit => hit.Score).ThenBy(hit => hit.PaperId, StringComparer.Ordinal).Take(query.Limit).ToList());
    }

    private sealed record Entry(IndexedPaper Source, IReadOnlyDictionary<string, int> Counts, int Length, float[] Vector)
    {
        public static Entry Of(IndexedPaper paper)
        {
            var terms = TermSplitter.SplitForIndex(IndexedText.Of(paper.Paper));
            var counts = terms.CountBy(term => term, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
            return new Entry(paper, counts, Math.Min(terms.Count, ushort.MaxValue), paper.Vector.ToArray());
        }

        public string? Space => Vector.Length == 0 ? null : Source.VectorSpace ?? $"unnamed/{Vector.Length}";

        public double TermWeight(string term, double k1, double b, double meanLength) =>
            Counts.TryGetValue(term, out var count) ? Indexing.Bm25.Impact(count, Length, meanLength, k1, b) : 0;
    }

    private sealed record Snapshot(IReadOnlyDictionary<string, Entry> Papers, IReadOnlyDictionary<string, int> DocumentFrequency, double MeanLength, string? VectorSpace, long Revision)
    {
        public static Snapshot Empty { get; } = new(new Dictionary<string, Entry>(), new Dictionary<string, int>(), 1, null, 0);

        public double Idf(string term) => Indexing.Bm25.Idf(Papers.Count, DocumentFrequency.GetValueOrDefault(term));

        public Snapshot With(IReadOnlyCollection<Entry> added, IEnumerable<string> removed, long revision)
        {
            var space = added.Select(entry => entry.Space).FirstOrDefault(space => space is not null) ?? VectorSpace;
            var papers = new Dictionary<string, Entry>(Papers, StringComparer.Ordinal);
            foreach (var id in removed)
                papers.Remove(id);
            foreach (var entry in added)
                papers[entry.Source.Paper.Id] = entry;
            var frequency = papers.Values.SelectMany(entry => entry.Counts.Keys).CountBy(term => term, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
            var mean = papers.Count == 0 ? 1 : Math.Max(1, papers.Values.Average(entry => (double)entry.Length));
            return new Snapshot(papers, frequency, mean, space, revision);
        }
    }
}
