using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;
using PaperBot.Answering;
using PaperBot.Models;
using PaperBot.Papers;
using PaperBot.Summaries.Audiences;
using PaperBot.Summaries.Generative;
using PaperBot.Summaries.Ranking;

namespace PaperBot.Summaries;

/// <summary>Summarises a paper: a model writes where one is chosen and the abstract supports it, else the sentences of the abstract speak.</summary>
public sealed class SummarizePaper
{
    private readonly SummaryOptions _options;
    private readonly IEmbeddingGenerator<string, Embedding<float>>? _embedder;
    private readonly SummaryWriter? _writer;

    /// <param name="options">Lengths.</param>
    /// <param name="embedder">Null when there is none; then words alone tell what is central.</param>
    /// <param name="writer">Null for never a model.</param>
    internal SummarizePaper(IOptions<SummaryOptions> options, IEmbeddingGenerator<string, Embedding<float>>? embedder = null, SummaryWriter? writer = null) =>
        (_options, _embedder, _writer) = (options.Value, embedder, writer);

    /// <summary>Summarises; a paper without an abstract gives a summary without parts.</summary>
    public async Task<Summary> RunAsync(Paper paper, SummaryRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(paper);
        ArgumentNullException.ThrowIfNull(request);
        var analyzed = await AnalyzedPaper.ReadAsync(paper, _embedder, cancellationToken).ConfigureAwait(false);
        var picker = new SentencePicker(analyzed, request.Audience);
        var draft = _writer is null || analyzed.Sentences.Count == 0
            ? SummaryDraft.None(null)
            : await _writer.WriteAsync(analyzed, picker, request, cancellationToken).ConfigureAwait(false);
        var claims = new CheckedClaims(paper);
        var extractive = new ExtractiveSummary(claims, picker, _options, request.Audience == Audience.Expert ? [] : Abbreviations.Find(AnalyzedPaper.Head(paper)));
        var parts = analyzed.Sentences.Count == 0 ? [] : Parts(draft, extractive, request.Length);
        var text = string.Join(' ', parts.SelectMany(part => part.Claims).Select(claim => claim.Text));
        string[] replaced = [.. parts.Where(part => part.IsStated && part.Engine == ChatEngines.Extractive).Select(part => part.Name)];
        return new Summary(
            paper.Id, LatexCleaner.Clean(paper.Title), paper.Published, paper.Url, paper.Origin == TextOrigin.Description, request.Length, request.Audience, parts,
            request.Audience == Audience.Anyone ? Glossary.Find(text) : [],
            new CheckCount(draft.Checked.Kept + claims.Count.Kept, draft.Checked.Dropped + claims.Count.Dropped))
        {
            Engine = parts.Any(part => part.Engine == draft.Engine) ? draft.Engine : ChatEngines.Extractive,
            Note = draft.Explain(replaced, parts.Count == 1),
        };
    }

    private static IReadOnlyList<SummaryPart> Parts(SummaryDraft draft, ExtractiveSummary extractive, SummaryLength length) => length switch
    {
        SummaryLength.Line => [Part(draft, SummaryPart.Whole, extractive.Line)],
        SummaryLength.Short => [Part(draft, SummaryPart.Whole, extractive.Key)],
        _ => [.. SummaryPart.Structure.Select(part => Part(draft, part.Name, () => extractive.In(part.Role)))],
    };

    private static SummaryPart Part(SummaryDraft draft, string name, Func<IReadOnlyList<Claim>> extractive) =>
        draft.Parts.TryGetValue(name, out var written) ? new SummaryPart(name, written) { Engine = draft.Engine } : new SummaryPart(name, extractive());
}
