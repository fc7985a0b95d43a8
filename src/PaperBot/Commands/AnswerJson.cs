using PaperBot.Answering;
using PaperBot.Answering.Extractive;

namespace PaperBot.Commands;

/// <summary>The <c>--json</c> form of what came of a question; every key is always there.</summary>
internal static class AnswerJson
{
    /// <param name="question">As asked.</param>
    /// <param name="result">The last update of the answer.</param>
    /// <param name="why">With the key <c>why</c>.</param>
    public static object Of(string question, AnswerUpdate result, bool why)
    {
        var answer = (result as Completed)?.Answer;
        var notFound = result as NotFound;
        var document = new Dictionary<string, object?>
        {
            ["question"] = question,
            ["outcome"] = Outcome(result),
            ["engine"] = answer?.Engine ?? ExtractiveEngine.Name,
            ["engineNote"] = answer?.EngineNote,
            ["writing"] = answer?.Writing,
            ["text"] = answer?.Text ?? AnswerDisplay.Explanation(result),
            ["claims"] = (answer?.Claims ?? []).Select(claim => new
            {
                claim.Text,
                citations = claim.Citations.Select(citation => new { citation.PaperId, citation.Title, citation.Quote }),
            }),
            ["sources"] = (answer?.Sources ?? []).Select(source => new { source.N, source.PaperId, source.Title, source.Published, source.Url, score = Math.Round(source.Score, 4) }),
            ["maybeRelated"] = (notFound?.MaybeRelated ?? []).Select(paper => new { paper.PaperId, paper.Title }),
            ["checked"] = answer?.Checked ?? new CheckCount(0, 0),
            ["timings"] = Rounded(answer?.Timings ?? notFound?.Timings ?? new AnswerTimings(0, 0, 0, 0)),
        };
        if (why)
            document["why"] = AnswerReasons.Of(result);
        return document;
    }

    private static string Outcome(AnswerUpdate result) => result switch
    {
        Completed => "answered",
        NotFound => "notFound",
        _ => "refused",
    };

    private static AnswerTimings Rounded(AnswerTimings timings) =>
        new(Math.Round(timings.RetrieveMs, 2), Math.Round(timings.ComposeMs, 2), Math.Round(timings.CheckMs, 2), Math.Round(timings.TotalMs, 2));
}
