using PaperBot.Answering.Replies;
using PaperBot.Models;
using PaperBot.Papers;
using PaperBot.Prompts;
using PaperBot.Summaries;
using PaperBot.Summaries.Generative;
using PaperBot.Summaries.Ranking;

namespace PaperBot.Digests;

/// <summary>Has a model write the line of one paper and keeps it when the abstract supports it.</summary>
internal sealed class LineWriter(PromptCatalogue prompts, ReplyReader replies)
{
    private const int MostWords = 40;

    public async Task<LineDraft> WriteAsync(ChatEngine engine, Paper paper, TimeSpan budget, CancellationToken cancellationToken)
    {
        var analyzed = (await AnalyzedPaper.ReadAsync(paper, embedder: null, cancellationToken).ConfigureAwait(false)).Shown();
        if (analyzed.Sentences.Count == 0)
            return new LineDraft(null, 0, null);
        var prompt = prompts["Digests/line"];
        var messages = prompt.Render(("title", NumberedSentences.Title(paper)), ("sentences", NumberedSentences.Of(analyzed.Sentences)));
        var reply = await replies.AskAsync(engine, messages, prompt.Options(), budget, cancellationToken).ConfigureAwait(false);
        if (reply.Text is null)
            return new LineDraft(null, 0, reply.Problem);
        var claims = new CheckedClaims(analyzed.Paper);
        var line = new WrittenClaims(analyzed, claims, new ForbiddenText(messages[0].Text)).First(WrittenSentences.Of(reply.Text, reply.IsCut), MostWords);
        return new LineDraft(line, claims.Count.Dropped, null);
    }
}
