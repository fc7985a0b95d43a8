using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;
using PaperBot.Library;
using PaperBot.Models;
using PaperBot.Papers;
using PaperBot.Retrieval.Embedding;
using PaperBot.Retrieval.Indexing;
using PaperBot.Retrieval.Neural;
using PaperBot.Retrieval.Ranking;
using PaperBot.Retrieval.Understanding;

namespace PaperBot.Retrieval;

/// <summary>Finds the papers for a text (a question, keywords, an id, a link, a title) and scores the sentences of the best ones.</summary>
public sealed class PaperSearch
{
    private const int LeastTitleWords = 3;

    private readonly PaperLibrary _library;
    private readonly IPaperIndex _index;
    private readonly LibraryReadiness? _readiness;
    private readonly PaperRanker _ranker;
    private readonly QuestionReader _reader;

    /// <param name="library">The papers.</param>
    /// <param name="index">Where they are searched.</param>
    /// <param name="embedder">Null when there is none; then BM25 alone ranks.</param>
    /// <param name="readiness">Brings the index up to the library before each search; null when the caller sees to it.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <param name="clock">Gives today for "last week"; null for the system's.</param>
    /// <param name="builtIn">Scores sentences; null to use <paramref name="embedder"/> when it is the built-in one.</param>
    /// <param name="neural">Embeds queries while the index is in its space; null without one.</param>
    /// <param name="neuralOptions">Null for the defaults.</param>
    /// <param name="reranking">A second look at the first papers; null for none.</param>
    public PaperSearch(
        PaperLibrary library,
        IPaperIndex index,
        IEmbeddingGenerator<string, Embedding<float>>? embedder = null,
        LibraryReadiness? readiness = null,
        IOptions<RankingOptions>? options = null,
        TimeProvider? clock = null,
        BuiltInEmbedder? builtIn = null,
        NeuralSpace? neural = null,
        IOptions<NeuralRankingOptions>? neuralOptions = null,
        Reranking? reranking = null)
    {
        ArgumentNullException.ThrowIfNull(library);
        ArgumentNullException.ThrowIfNull(index);
        (_library, _index, _readiness) = (library, index, readiness);
        var table = builtIn?.Table ?? embedder?.GetService(typeof(StaticTable)) as StaticTable;
        _ranker = new PaperRanker(
            index, embedder, table, ids => [.. library.FindMany(ids).Select(stored => stored.Paper)], options?.Value ?? new RankingOptions(),
            neuralOptions?.Value, neural is null ? null : neural.ForIndexAsync, reranking);
        _reader = new QuestionReader(clock ?? TimeProvider.System, new AuthorNames(library).Contains, id => library.Find(id) is not null);
    }

    /// <summary>
    /// Runs a search. A text that is nothing but an id, link or title of a paper gives that paper first (an id or link: alone); a text that
    /// names only restrictions ("papers by Hinton since 2020") gives the newest that meet them.
    /// </summary>
    public async Task<RetrievalResult> RunAsync(SearchRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (_readiness is not null)
            await _readiness.EnsureAsync(null, cancellationToken).ConfigureAwait(false);
        var text = request.Text.Trim();
        if (PaperId.ParseArxiv(text) is { } id)
            return ById(request, text, id);
        var understood = _reader.Read(text);
        var filter = Joined(request.Filter, understood.Filter);
        if (!filter.IsEmpty && SearchWords.IsFillerOnly(understood.Text))
            return Newest(request, understood, filter);
        var ranking = await RankAsync(understood.Text, filter, request.Limit, cancellationToken).ConfigureAwait(false);
        var titled = understood.Filter.IsEmpty ? Titled(text, filter) : null;
        return new RetrievalResult
        {
            Query = understood.Text,
            Filter = filter,
            Terms = ranking.Plan.Terms,
            QueryVector = ranking.Vector,
            IsNeural = ranking.IsNeural,
            Papers = titled is null ? WithNamed(ranking.Papers, understood.Filter.PaperIds, filter) : await FirstAsync(titled, ranking, request.Limit, cancellationToken).ConfigureAwait(false),
            LibrarySize = _index.State.Papers,
            Understood = understood,
            ExactPaperId = titled?.Id,
        };
    }

    private async Task<Ranking.Ranking> RankAsync(string text, PaperFilter filter, int limit, CancellationToken cancellationToken)
    {
        try
        {
            return await _ranker.RunAsync(text, filter, limit, cancellationToken).ConfigureAwait(false);
        }
        catch (ModelUnavailableException) when (_readiness is not null)
        {
            // The neural embedder broke while the index is in its space: that goes back to the built-in one.
            await _readiness.EnsureAsync(null, cancellationToken).ConfigureAwait(false);
            return await _ranker.RunAsync(text, filter, limit, cancellationToken).ConfigureAwait(false);
        }
    }

    private RetrievalResult ById(SearchRequest request, string text, string id)
    {
        var stored = _library.Find(id);
        return new RetrievalResult
        {
            Query = text,
            Filter = request.Filter,
            Terms = [],
            Papers = stored is null ? [] : [Unscored(stored.Paper)],
            LibrarySize = _index.State.Papers,
            Understood = new UnderstoodQuestion(text, PaperFilter.None, QuestionIntent.Find, stored is null ? [id] : []),
            ExactPaperId = stored?.Paper.Id,
        };
    }

    private RetrievalResult Newest(SearchRequest request, UnderstoodQuestion understood, PaperFilter filter) => new()
    {
        Query = understood.Text,
        Filter = filter,
        Terms = [],
        Papers = filter.PaperIds.Count > 0
            ? [.. _library.FindMany(filter.PaperIds).Where(stored => FilterMatch.Matches(filter, NewestPapers.AsIndexed(stored))).Select(stored => Unscored(stored.Paper))]
            : [.. new NewestPapers(_library).Find(filter, request.Limit).Select(stored => Unscored(stored.Paper))],
        LibrarySize = _index.State.Papers,
        Understood = understood,
    };

    // A whole title, the name before its colon, or so much of a title's beginning that chance is unlikely.
    private Paper? Titled(string text, PaperFilter filter)
    {
        var key = PaperId.NormaliseTitle(text);
        if (key.Length == 0)
            return null;
        var candidates = _library.FindByTitle(text, 10);
        var exact = candidates.FirstOrDefault(stored => PaperId.NormaliseTitle(stored.Paper.Title) == key);
        if (exact is null && candidates is [var only])
        {
            var title = PaperId.NormaliseTitle(only.Paper.Title);
            if (title[key.Length] == ' ' && (key.Count(c => c == ' ') + 1 >= LeastTitleWords || only.Paper.Title.StartsWith(text + ":", StringComparison.OrdinalIgnoreCase)))
                exact = only;
        }
        return exact is not null && FilterMatch.Matches(filter, NewestPapers.AsIndexed(exact)) ? exact.Paper : null;
    }

    private async Task<IReadOnlyList<RankedPaper>> FirstAsync(Paper titled, Ranking.Ranking ranking, int limit, CancellationToken cancellationToken)
    {
        var found = ranking.Papers.FirstOrDefault(paper => paper.Paper.Id == titled.Id);
        if (found is null)
        {
            var alone = await RankAsync(titled.Title, new PaperFilter { PaperIds = [titled.Id] }, 1, cancellationToken).ConfigureAwait(false);
            found = alone.Papers is [var only, ..] ? only : Unscored(titled);
        }
        return [found with { Score = 1 }, .. ranking.Papers.Where(paper => paper.Paper.Id != titled.Id).Take(Math.Max(0, limit - 1))];
    }

    /// <summary>A paper that the question names by id belongs to the result even when it shares no word with the question ("summarise 2404.15574").</summary>
    private IReadOnlyList<RankedPaper> WithNamed(IReadOnlyList<RankedPaper> papers, IReadOnlyList<string> ids, PaperFilter filter)
    {
        var missing = ids.Where(id => papers.All(paper => paper.Paper.Id != id)).ToList();
        return missing.Count == 0 ? papers
            : [.. papers, .. _library.FindMany(missing).Where(stored => FilterMatch.Matches(filter, NewestPapers.AsIndexed(stored))).Select(stored => Unscored(stored.Paper) with { Score = 0 })];
    }

    private static RankedPaper Unscored(Paper paper) => new(
        paper, 1, 0, 0, [.. SentenceSplitter.Split(paper.Abstract).Select((sentence, i) => new Evidence(paper.Id, i, sentence, 0, 0, 0))]);

    /// <summary>Both restrict; where both name a list the user's own stands.</summary>
    private static PaperFilter Joined(PaperFilter given, PaperFilter read) => given with
    {
        From = given.From > read.From || read.From is null ? given.From ?? read.From : read.From,
        To = given.To < read.To || read.To is null ? given.To ?? read.To : read.To,
        Authors = given.Authors.Count > 0 ? given.Authors : read.Authors,
        Categories = given.Categories.Count > 0 ? given.Categories : read.Categories,
        PaperIds = given.PaperIds.Count > 0 ? given.PaperIds : read.PaperIds,
    };
}
