using PaperBot.Answering;
using PaperBot.Diagnostics.Evaluation;
using PaperBot.Models;
using PaperBot.Testing;
using PaperBot.Tests;

namespace PaperBot.Diagnostics;

public sealed class AnswerEvaluationTests : IDisposable
{
    private readonly AnsweringFixture _library = new(AnsweringFixture.Some);
    private readonly TemporaryFolder _folder = new();

    public void Dispose()
    {
        _library.Dispose();
        _folder.Dispose();
    }

    private static async Task<(List<AnswerOutcome> Outcomes, List<string> Rejected)> RunAsync(AnsweringFixture library, string file)
    {
        var (outcomes, rejected) = (new List<AnswerOutcome>(), new List<string>());
        await foreach (var outcome in new AnswerEvaluation(library.Ask(), library.Papers.Library).RunAsync(file, rejected.Add, ChatEngines.Auto, null, CancellationToken.None))
            outcomes.Add(outcome);
        return (outcomes, rejected);
    }

    private string Write(params string[] lines)
    {
        var path = Path.Combine(_folder.Path, "questions.jsonl");
        File.WriteAllLines(path, lines);
        return path;
    }

    [Fact]
    public async Task Answers_are_judged_by_paper_phrases_words_and_quotes()
    {
        var (outcomes, _) = await RunAsync(_library, Write(
            """{"qid":"a","question":"What are retrieval heads, and what share of the attention heads?","paper_id":"2404.15574","answer":["only 4% of the attention heads","no such phrase"]}""",
            """{"qid":"b","question":"How much faster does weight decay make grokking?","paper_title":"grokking OF small algorithmic datasets!","answer":["10 times"]}""",
            """{"qid":"c","question":"How long should sourdough rest?"}"""));
        outcomes.Select(outcome => outcome.Outcome).ShouldBe(["answered", "answered", "notFound"]);
        (outcomes[0].Hit1, outcomes[0].GoldFound, outcomes[0].GoldTotal).ShouldBe((true, 1, 2));
        (outcomes[1].Hit1, outcomes[1].GoldFound).ShouldBe((true, 1));
        outcomes[0].VerbatimQuotes.ShouldBe(outcomes[0].Quotes);
        outcomes[0].Text.ShouldNotContain("[1]");
        var report = AnswerReport.Of(outcomes, 0);
        (report.Answerable, report.Unanswerable, report.Refused, report.WronglyRefused, report.Gold).ShouldBe((2, 1, 1.0, 0.0, 2.0 / 3));
        report.Curve.Count.ShouldBe(4);
    }

    [Fact]
    public async Task A_bad_line_is_named_and_skipped()
    {
        var file = Write("""{"qid":"a","question":"What are retrieval heads?"}""", "nonsense", """{"qid":"c"}""", """{"question":"x","answer":"y"}""", """{"question":"x","answer":["y"]}""", """{"question":7}""", "", "[]");
        var (outcomes, rejected) = await RunAsync(_library, file);
        outcomes.Count.ShouldBe(1);
        rejected.ShouldBe([
            $"{file}:2: not JSON", $"{file}:3: no text 'question'", $"{file}:4: 'answer' is not a list of texts",
            $"{file}:5: an 'answer' without 'paper_title' or 'paper_id'", $"{file}:6: 'question' is not a text", $"{file}:8: not an object",
        ]);
    }

    [Fact]
    public async Task A_file_that_is_not_there_or_holds_no_question_is_an_error()
    {
        await Should.ThrowAsync<EvaluationException>(() => RunAsync(_library, Path.Combine(_folder.Path, "absent")));
        await Should.ThrowAsync<EvaluationException>(() => RunAsync(_library, Write("")));
    }

    [Theory]
    [InlineData("It drops 5% (absolute).", "5 absolute", true)]
    [InlineData("It drops 15%.", "5%", false)]
    [InlineData("Text-to-Text models", "text to text", true)]
    [InlineData("transformers", "transformer", false)]
    public void A_phrase_is_a_sequence_of_whole_words(string text, string phrase, bool holds) => PhraseMatch.Holds(text, phrase).ShouldBe(holds);

    [Fact]
    public void The_curve_refuses_no_more_of_the_answerable_than_allowed()
    {
        AnswerOutcome Outcome(bool answerable, double score) => new("q", "q", "answered", "", answerable, true, true, 0, 1, 1, 0, 0, 1, 0, score);
        var report = AnswerReport.Of([.. Enumerable.Range(1, 100).Select(i => Outcome(true, i)), .. Enumerable.Range(1, 50).Select(i => Outcome(false, i / 2.0))], 0);
        report.Curve.ShouldAllBe(point => point.WronglyRefused <= point.Allowed);
        report.Curve.Select(point => point.Refused).ShouldBe([0.08, 0.2, 0.4, 0.8], 0.03);
    }

    [SharedFact("seeds/000_49bf7c5cff6af621.txt")]
    public async Task The_development_questions_are_answered_and_refused_as_well_as_measured()
    {
        using var seeds = new AnsweringFixture([.. SharedPapers.Seeds()]);
        var (outcomes, rejected) = await RunAsync(seeds, Path.Combine(Repository.Root, "tests", "questions", "development.jsonl"));
        var report = AnswerReport.Of(outcomes, rejected.Count);
        rejected.ShouldBeEmpty();
        (report.Answerable, report.Unanswerable).ShouldBe((60, 20));
        report.Hit5!.Value.ShouldBeGreaterThanOrEqualTo(.96);
        report.Gold!.Value.ShouldBeGreaterThanOrEqualTo(.80);
        report.MeanWords!.Value.ShouldBeLessThanOrEqualTo(120);
        report.Refused!.Value.ShouldBeGreaterThanOrEqualTo(.75);
        report.WronglyRefused!.Value.ShouldBeLessThanOrEqualTo(.05);
        report.Verbatim.ShouldBe(1);
    }
}
