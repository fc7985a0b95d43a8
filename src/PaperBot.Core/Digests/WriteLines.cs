using System.Globalization;
using Microsoft.Extensions.Options;
using PaperBot.Answering;
using PaperBot.Models;
using PaperBot.Papers;
using PaperBot.Summaries;

namespace PaperBot.Digests;

/// <summary>Writes a line for each of many papers: by a model within a time, else the sentence of the abstract that stands for the whole.</summary>
public sealed class WriteLines
{
    /// <summary>After so many lines in a row that came to nothing the model is not asked again.</summary>
    private const int MostUseless = 5;

    private readonly SummarizePaper _summarize;
    private readonly LineWriter _writer;
    private readonly ChatEngines _engines;
    private readonly DigestOptions _options;
    private readonly TimeSpan _line;
    private readonly TimeProvider _clock;

    internal WriteLines(SummarizePaper summarize, LineWriter writer, ChatEngines engines, IOptions<DigestOptions> options, TimeProvider clock) =>
        (_summarize, _writer, _engines, _options, _line, _clock) = (summarize, writer, engines, options.Value, TimeSpan.FromSeconds(options.Value.LineSeconds), clock);

    /// <summary>A line a paper, in their order.</summary>
    /// <param name="papers">Any number.</param>
    /// <param name="engine">Who writes: <c>auto</c>, <c>extractive</c> or a model's name.</param>
    public async Task<DigestLines> RunAsync(IReadOnlyList<Paper> papers, string engine, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(papers);
        var start = _clock.GetTimestamp();
        var (model, note) = await _engines.ChooseAsync(engine, cancellationToken).ConfigureAwait(false);
        var (lines, dropped, useless, gate) = (new DigestLine[papers.Count], 0, 0, new Lock());
        async ValueTask WriteAsync(int i, CancellationToken token)
        {
            LineDraft? draft = null;
            var left = TimeSpan.FromSeconds(_options.ModelSeconds) - _clock.GetElapsedTime(start);
            if (model is not null && left > TimeSpan.Zero && Volatile.Read(ref useless) < MostUseless)
                draft = await _writer.WriteAsync(model, papers[i], left < _line ? left : _line, token).ConfigureAwait(false);
            var summary = draft?.Claim is null ? await ExtractiveAsync(papers[i], token).ConfigureAwait(false) : null;
            lines[i] = draft?.Claim is { } claim ? new DigestLine(papers[i].Id, claim) { Engine = model!.Name } : new DigestLine(papers[i].Id, summary!.Parts.SelectMany(part => part.Claims).FirstOrDefault());
            lock (gate)
            {
                dropped += (draft?.Dropped ?? 0) + (summary?.Checked.Dropped ?? 0);
                useless = draft is null ? useless : draft.Claim is null ? useless + 1 : 0;
                note ??= draft?.Problem;
            }
        }
        await Parallel.ForAsync(0, papers.Count, new ParallelOptions { MaxDegreeOfParallelism = _options.AtOnce, CancellationToken = cancellationToken }, WriteAsync).ConfigureAwait(false);
        var written = lines.Count(line => line.Claim is not null && line.Engine != ChatEngines.Extractive);
        return new DigestLines(
            lines, new CheckCount(lines.Count(line => line.Claim is not null), dropped), written > 0 ? model!.Name : ChatEngines.Extractive,
            note ?? (model is null || written == papers.Count ? null : string.Create(CultureInfo.InvariantCulture, $"{model.Name} wrote {written} of {papers.Count} lines; the others are the abstracts' own sentences.")));
    }

    private Task<Summary> ExtractiveAsync(Paper paper, CancellationToken cancellationToken) =>
        _summarize.RunAsync(paper, new SummaryRequest { Length = SummaryLength.Line, Engine = ChatEngines.Extractive }, cancellationToken);
}
