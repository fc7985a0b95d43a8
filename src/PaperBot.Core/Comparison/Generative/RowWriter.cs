using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;
using PaperBot.Answering;
using PaperBot.Answering.Replies;
using PaperBot.Models;
using PaperBot.Prompts;
using PaperBot.Summaries;
using PaperBot.Summaries.Generative;
using PaperBot.Summaries.Ranking;

namespace PaperBot.Comparison.Generative;

/// <summary>Has a model write the rows of a comparison, one request a row at most, and keeps the cells that their papers support.</summary>
internal sealed class RowWriter(ChatEngines engines, PromptCatalogue prompts, ReplyReader replies, IOptions<ComparisonOptions> options, TimeProvider clock)
{
    /// <summary>After so many rows without a cell the model is not asked again: it cannot do this.</summary>
    private const int MostUselessRows = 2;

    private const int FewestWords = 1;

    /// <summary>What the chosen model makes of <paramref name="rows"/>; nothing, with the reason, when there is no model or it fails.</summary>
    public async Task<RowDraft> WriteAsync(IReadOnlyList<AspectReader> readers, IReadOnlyList<ComparisonRow> rows, string requested, CancellationToken cancellationToken)
    {
        var (engine, reason) = await engines.ChooseAsync(requested, cancellationToken).ConfigureAwait(false);
        var draft = new RowDraft(engine?.Name ?? ChatEngines.Extractive) { Note = reason };
        if (engine is null)
            return draft;
        var shown = readers.Select(reader => reader.Paper.Shown()).ToList();
        var (prompt, papers, start) = (prompts["Comparison/row"], Papers(shown), clock.GetTimestamp());
        var asked = prompt.Options();
        asked.ResponseFormat = ChatResponseFormat.ForJsonSchema(Schema(readers.Count), "row");
        var useless = 0;
        foreach (var row in rows)
        {
            var left = TimeSpan.FromSeconds(options.Value.ModelSeconds) - clock.GetElapsedTime(start);
            if (left <= TimeSpan.Zero)
                return draft with { Note = $"{engine.Name} had no time left for {row.Name} and what follows; these are the abstracts' own words." };
            var messages = prompt.Render(("papers", papers), ("aspect", row.Name));
            var reply = await replies.AskAsync(engine, messages, asked, left, cancellationToken).ConfigureAwait(false);
            if (reply.Text is null)
                return draft with { Note = reply.Problem };
            useless = Read(draft, readers, shown, row, reply, new ForbiddenText(messages[0].Text)) ? 0 : useless + 1;
            if (useless == MostUselessRows)
                return draft with { Note = $"What {engine.Name} writes is not supported by the abstracts; these are their own words." };
        }
        return draft;
    }

    private static bool Read(RowDraft draft, IReadOnlyList<AspectReader> readers, List<AnalyzedPaper> shown, ComparisonRow row, WholeReply reply, ForbiddenText forbidden)
    {
        var fields = WrittenFields.Of(reply.Text!, [.. readers.Select((_, i) => Letter(i))], reply.IsCut);
        for (var i = 0; i < readers.Count; i++)
        {
            if (!fields.TryGetValue(Letter(i), out var value) || NotStated.Is(value))
                continue;
            var (reader, cell) = (readers[i], WrittenSentences.Phrase(value));
            var written = new WrittenClaims(shown[i], new CheckedClaims(shown[i].Paper), forbidden);
            draft.Add(row, reader.Paper.Paper.Id, written.Make(cell, quoted => reader.Tells(row, cell.Text, quoted), FewestWords, Phrase.MostWords));
        }
        return draft.Holds(row);
    }

    private static string Papers(List<AnalyzedPaper> shown)
    {
        var text = new StringBuilder();
        for (var i = 0; i < shown.Count; i++)
        {
            text.Append(i > 0 ? "\n\n" : "").Append(CultureInfo.InvariantCulture, $"Paper {Letter(i)}: {NumberedSentences.Title(shown[i].Paper)}\n");
            text.Append(shown[i].Sentences.Count == 0 ? "(no abstract)" : NumberedSentences.Of(shown[i].Sentences));
        }
        return text.ToString();
    }

    private static JsonElement Schema(int papers)
    {
        string[] letters = [.. Enumerable.Range(0, papers).Select(Letter)];
        return JsonSerializer.SerializeToElement(new Dictionary<string, object>
        {
            ["type"] = "object",
            ["properties"] = letters.ToDictionary(letter => letter, _ => new Dictionary<string, string> { ["type"] = "string" }),
            ["required"] = letters,
            ["additionalProperties"] = false,
        });
    }

    private static string Letter(int paper) => ((char)('A' + paper)).ToString();
}
