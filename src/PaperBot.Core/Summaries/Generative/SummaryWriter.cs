using System.Text.Json;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;
using PaperBot.Answering;
using PaperBot.Answering.Replies;
using PaperBot.Models;
using PaperBot.Prompts;
using PaperBot.Summaries.Ranking;

namespace PaperBot.Summaries.Generative;

/// <summary>Has a model write a summary, one request each, and keeps what the abstract supports.</summary>
internal sealed class SummaryWriter(ChatEngines engines, PromptCatalogue prompts, ReplyReader replies, IOptions<SummaryOptions> options)
{
    private const int MostWordsOfALine = 45;

    /// <summary>Of what was written in a short summary, less than this share supported is no summary any more.</summary>
    private const double LeastKept = 0.5;

    private const int FewestSentences = 2;

    private static readonly JsonElement Schema = JsonElement.Parse(
        """{"type":"object","properties":{"problem":{"type":"string"},"method":{"type":"string"},"results":{"type":"string"},"limits":{"type":"string"}},"required":["problem","method","results","limits"],"additionalProperties":false}""");

    /// <summary>What the chosen model makes of it; nothing, with the reason, when there is no model or it fails.</summary>
    public async Task<SummaryDraft> WriteAsync(AnalyzedPaper whole, SentencePicker picker, SummaryRequest request, CancellationToken cancellationToken)
    {
        var (engine, reason) = await engines.ChooseAsync(request.Engine, cancellationToken).ConfigureAwait(false);
        if (engine is null)
            return SummaryDraft.None(reason);
        var paper = whole.Shown();
        if (paper.Sentences.Count == 0)
            return SummaryDraft.None($"No sentence of the abstract can be shown to {engine.Name}.");
        var prompt = prompts[request.Length switch { SummaryLength.Line => "Summaries/line", SummaryLength.Short => "Summaries/short", _ => "Summaries/structured" }];
        var messages = prompt.Render(("title", NumberedSentences.Title(paper.Paper)), ("sentences", NumberedSentences.Of(paper.Sentences)), ("reader", Name(request.Audience)));
        var asked = prompt.Options();
        if (request.Length == SummaryLength.Full)
            asked.ResponseFormat = ChatResponseFormat.ForJsonSchema(Schema, "summary");
        var reply = await replies.AskAsync(engine, messages, asked, TimeSpan.FromSeconds(options.Value.ModelSeconds), cancellationToken).ConfigureAwait(false);
        if (reply.Text is null)
            return SummaryDraft.None(reply.Problem);
        var claims = new CheckedClaims(paper.Paper);
        var written = new WrittenClaims(paper, claims, new ForbiddenText(messages[0].Text));
        var parts = request.Length switch
        {
            SummaryLength.Line => Line(written, reply.Text, reply.IsCut),
            SummaryLength.Short => Whole(written, reply.Text, reply.IsCut),
            _ => Structured(written, picker, reply.Text, reply.IsCut),
        };
        // What is not shown counts as dropped, whatever the reason.
        var shown = parts.Values.Sum(part => part.Count);
        return new SummaryDraft(engine.Name, parts, new CheckCount(shown, claims.Count.Kept + claims.Count.Dropped - shown), null);
    }

    private static Dictionary<string, IReadOnlyList<Claim>> Line(WrittenClaims written, string text, bool isCut) =>
        written.First(WrittenSentences.Of(text, isCut), MostWordsOfALine) is { } line ? new() { [SummaryPart.Whole] = [line] } : [];

    private Dictionary<string, IReadOnlyList<Claim>> Whole(WrittenClaims written, string text, bool isCut)
    {
        var sentences = WrittenSentences.Of(text, isCut).Take(options.Value.ShortSentences).ToList();
        List<Claim> kept = [.. sentences.Select(sentence => written.Make(sentence, _ => true)).OfType<Claim>()];
        return kept.Count >= FewestSentences && kept.Count >= LeastKept * sentences.Count ? new() { [SummaryPart.Whole] = kept } : [];
    }

    private Dictionary<string, IReadOnlyList<Claim>> Structured(WrittenClaims written, SentencePicker picker, string text, bool isCut)
    {
        var parts = new Dictionary<string, IReadOnlyList<Claim>>(StringComparer.Ordinal);
        var fields = WrittenFields.Of(text, [.. SummaryPart.Structure.Select(part => part.Name)], isCut);
        foreach (var (name, role) in SummaryPart.Structure)
        {
            if (!fields.TryGetValue(name, out var value) || NotStated.Is(value))
                continue;
            var claims = WrittenSentences.Of(value).Take(options.Value.SentencesPerPart)
                .Select(sentence => written.Make(sentence, quoted => quoted.Any(one => Tells(picker.Roles[one.Index], role)))).OfType<Claim>().ToList();
            if (claims.Count > 0)
                parts[name] = claims;
        }
        return parts;
    }

    /// <summary>Whether a sentence of one role may tell a part; a model that fills in a form puts something everywhere.</summary>
    private static bool Tells(SentenceRole sentence, SentenceRole part) => part switch
    {
        SentenceRole.Limits => sentence == SentenceRole.Limits,
        SentenceRole.Problem => sentence is SentenceRole.Problem or SentenceRole.Other,
        SentenceRole.Results => sentence is SentenceRole.Results or SentenceRole.Method or SentenceRole.Other,
        _ => sentence is SentenceRole.Method or SentenceRole.Results or SentenceRole.Other,
    };

    private static string Name(Audience audience) => audience switch
    {
        Audience.Student => "student",
        Audience.Anyone => "anyone",
        _ => "expert",
    };
}
