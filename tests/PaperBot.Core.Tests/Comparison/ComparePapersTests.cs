using PaperBot.Answering;
using PaperBot.Models;
using PaperBot.Papers;
using PaperBot.Retrieval.Embedding;
using PaperBot.Summaries;
using PaperBot.Summaries.Compression;
using PaperBot.Testing;

namespace PaperBot.Comparison;

public sealed class ComparePapersTests : IDisposable
{
    private readonly StaticEmbedder _embedder = new(StaticTable.Load(Path.Combine(Repository.Root, "models", "science-static.bin")));

    private static readonly Paper First = new()
    {
        Id = "2401.00001",
        Title = "Probe: Finding invented facts",
        Published = new DateOnly(2024, 1, 1),
        Abstract = "Language models often invent facts, but finding them is difficult. We propose a linear probe of hidden states. We evaluate it on TruthfulQA and MNIST. The probe finds 83% of invented facts. Our code is available at https://example.org/probe.",
    };

    private static readonly Paper Second = new()
    {
        Id = "2401.00002",
        Title = "Ask twice",
        Origin = TextOrigin.Description,
        Abstract = "We present a sampling method with 7 billion parameters. It is evaluated on the MNIST dataset. Experiments show that it outperforms the probe. Scaling it to longer texts remains future work.",
    };

    private static readonly Paper Bare = new() { Id = "2401.00003", Title = "Nothing known" };

    private ComparePapers Compare => new(_embedder);

    public void Dispose() => _embedder.Dispose();

    [Fact]
    public async Task Suggested_rows_are_those_some_abstract_states()
    {
        var comparison = await Compare.RunAsync([First, Second], [], ChatEngines.Extractive, CancellationToken.None);
        comparison.Aspects.ShouldBe(["problem", "approach", "data", "model/scale", "results", "limits", "code"]);
        comparison.Cell("approach", First.Id).Text.ShouldBe("a linear probe of hidden states");
        comparison.Cell("results", First.Id).Text.ShouldBe("The probe finds 83% of invented facts");
        comparison.Cell("results", Second.Id).Text.ShouldBe("it outperforms the probe");
        comparison.Cell("limits", Second.Id).Text.ShouldBe("Scaling it to longer texts remains future work");
        comparison.Cell("limits", First.Id).Text.ShouldBe("not stated");
        comparison.Cell("limits", First.Id).Quote.ShouldBeNull();
        comparison.Papers[1].IsDescription.ShouldBeTrue();
        comparison.Cell("limits", Second.Id).Claim!.Citations[0].IsDescription.ShouldBeTrue();
    }

    [Fact]
    public async Task What_is_common_or_different_follows_from_the_cells()
    {
        var comparison = await Compare.RunAsync([First, Second], [], ChatEngines.Extractive, CancellationToken.None);
        comparison.Observations.ShouldBe(["MNIST is named by \"Probe\" and \"Ask twice\".", "Only the abstract of \"Ask twice\" states limits."]);
        (await Compare.RunAsync([First, Second], ["approach"], ChatEngines.Extractive, CancellationToken.None)).Observations.ShouldBeEmpty();
    }

    [Fact]
    public async Task Rows_in_other_words_are_found_by_name_by_words_and_by_meaning_or_not_stated()
    {
        var comparison = await Compare.RunAsync([First, Second], ["datasets", "hidden states", "blockchain", "protein folding", "Blockchain", " "], ChatEngines.Extractive, CancellationToken.None);
        comparison.Aspects.ShouldBe(["datasets", "hidden states", "blockchain", "protein folding"]);
        comparison.Cell("datasets", Second.Id).Text.ShouldContain("MNIST");
        comparison.Cell("hidden states", First.Id).Text.ShouldContain("hidden states");
        comparison.Cell("hidden states", Second.Id).IsStated.ShouldBeFalse();
        comparison.Cells.Where(cell => cell.Aspect is "blockchain" or "protein folding").ShouldAllBe(cell => !cell.IsStated);
    }

    [Fact]
    public async Task A_paper_without_an_abstract_states_nothing()
    {
        var comparison = await Compare.RunAsync([First, Bare], [], ChatEngines.Extractive, CancellationToken.None);
        comparison.Cells.Where(cell => cell.PaperId == Bare.Id).ShouldAllBe(cell => !cell.IsStated);
        (await Compare.RunAsync([Bare, Bare with { Id = "x" }], [], ChatEngines.Extractive, CancellationToken.None)).Aspects.ShouldBeEmpty();
    }

    [Fact]
    public async Task One_paper_six_papers_or_the_same_twice_are_refused()
    {
        await Should.ThrowAsync<ArgumentException>(() => Compare.RunAsync([First], [], ChatEngines.Extractive, CancellationToken.None));
        await Should.ThrowAsync<ArgumentException>(() => Compare.RunAsync([First, Second, First], [], ChatEngines.Extractive, CancellationToken.None));
        await Should.ThrowAsync<ArgumentException>(() => Compare.RunAsync([.. Enumerable.Range(0, 6).Select(i => First with { Id = $"x{i}" })], [], ChatEngines.Extractive, CancellationToken.None));
    }

    [Fact]
    public async Task A_phrase_never_loses_a_negation()
    {
        var paper = First with { Abstract = "We study probes. We find that the probe which was trained on long and short answers of many people does not find a single one of the invented facts." };
        var comparison = await Compare.RunAsync([paper, Second], ["results"], ChatEngines.Extractive, CancellationToken.None);
        var cell = comparison.Cell("results", paper.Id);
        (!cell.IsStated || cell.Text.Contains("not", StringComparison.Ordinal)).ShouldBeTrue(cell.Text);
    }

    [Theory]
    [InlineData("However, training large question answering systems is complicated because sources usually cover a small portion of the range of possible questions asked.", "Training large question answering systems is complicated …")]
    [InlineData("We find that pruning competes with other useful traits during training, and that briefly stopping it improves the quality of the trained model.", "We find that pruning competes with other useful traits during training …")]
    [InlineData("Learning memories on a small set of problems, we achieve large improvements across multiple benchmarks while cutting contexts to a fraction of the original sizes.", "… we achieve large improvements across multiple benchmarks …")]
    [InlineData("We identify properties of heads:(1) universal: all of the models that we looked at have a set of heads; (2) sparse: a small portion of heads retrieves.", "… (2) sparse: a small portion of heads retrieves")]
    public void A_phrase_ends_where_a_clause_does(string sentence, string expected) =>
        Phrase.Cut(sentence, null, null, false)!.Text.ShouldBe(expected);

    [Theory]
    [InlineData("The interpretation of deep learning models is a challenge of the whole field of science.")]
    [InlineData("It uses techniques of logit attribution, attention pattern visualization, and activation patching of the model in a number of further ways for the task.")]
    [InlineData("Our probe can be used to recognize either English or Mandarin Chinese speech of two different languages that sound vastly unlike each other.")]
    public void A_phrase_does_not_stop_before_its_verb_or_within_a_list(string sentence)
    {
        var text = Phrase.Cut(sentence, null, null, false)?.Text ?? "";
        foreach (var stump in new[] { "learning models …", "attribution …", "visualization …", "English …" })
            text.ShouldNotEndWith(stump);
    }

    [Fact]
    public async Task The_problem_is_not_what_a_thing_is()
    {
        var paper = First with { Abstract = "Recurrent networks are a family of networks with loops. We propose a probe of their hidden states." };
        (await Compare.RunAsync([paper, Second], ["problem"], ChatEngines.Extractive, CancellationToken.None)).Cell("problem", paper.Id).IsStated.ShouldBeFalse();
    }

    [Fact]
    public async Task Every_cell_is_checked_and_counted()
    {
        var comparison = await Compare.RunAsync([First, Second], [], ChatEngines.Extractive, CancellationToken.None);
        comparison.Checked.ShouldBe(new CheckCount(comparison.Cells.Count(cell => cell.IsStated), 0));
    }

    [Fact]
    public async Task Cells_are_cleaned_while_quotes_stay_as_stored()
    {
        var paper = First with { Abstract = @"We propose \emph{probes} that find 83\% of invented facts." };
        var cell = (await Compare.RunAsync([paper, Second], ["approach"], ChatEngines.Extractive, CancellationToken.None)).Cell("approach", paper.Id);
        cell.Text.ShouldBe("probes that find 83% of invented facts");
        cell.Quote.ShouldBe(paper.Abstract);
    }

    [SharedFact("seeds/000_49bf7c5cff6af621.txt")]
    public async Task On_real_abstracts_every_cell_is_a_short_phrase_of_a_verbatim_sentence()
    {
        var papers = SeedPapers.All.Where((_, i) => i % 12 == 0).ToList();
        var (stated, all) = (0, 0);
        foreach (var group in papers.Chunk(5).Where(group => group.Length == 5))
        {
            var comparison = await Compare.RunAsync(group, ["problem", "approach", "results", "data", "training cost"], ChatEngines.Extractive, CancellationToken.None);
            foreach (var cell in comparison.Cells)
            {
                all += cell.Aspect is "approach" or "results" ? 1 : 0;
                if (!cell.IsStated)
                    continue;
                stated += cell.Aspect is "approach" or "results" ? 1 : 0;
                group.Single(paper => paper.Id == cell.PaperId).Abstract.ShouldContain(cell.Quote!, Case.Sensitive);
                Subsequence.IsOf(cell.Text, LatexCleaner.Clean(cell.Quote!)).ShouldBeTrue(cell.Text);
                cell.Text.Replace("…", "", StringComparison.Ordinal).Split(' ', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBeLessThanOrEqualTo(Phrase.MostWords);
            }
        }
        // Nearly every abstract says what was done and what came out.
        (stated / (double)all).ShouldBeGreaterThan(0.85);
    }

    [Fact]
    public async Task Markdown_cannot_be_broken_by_paper_text()
    {
        var paper = First with { Title = "A | b\n<script>", Abstract = "We propose a `|pipe|` of [links](http://x) and a < b * c here." };
        var text = ComparisonText.Markdown(await Compare.RunAsync([paper, Second], ["approach"], ChatEngines.Extractive, CancellationToken.None));
        text.Split('\n')[2].ShouldBe(@"| **approach** | a \`\|pipe\|\` of \[links\] and a \< b \* c here | a sampling method with 7 billion parameters |");
        text.ShouldNotContain("<script>");
        text.Split('\n')[0].Replace(@"\|", "", StringComparison.Ordinal).Count(c => c == '|').ShouldBe(4);
    }

    [Fact]
    public async Task Csv_is_quoted_and_starts_no_formula()
    {
        var paper = First with { Title = "=HYPERLINK(\"http://x\")", Abstract = "+1 is what we propose, \"really\"." };
        var lines = ComparisonText.Csv(await Compare.RunAsync([paper, Second], ["approach", "@results"], ChatEngines.Extractive, CancellationToken.None)).Split("\r\n");
        lines[0].ShouldBe("aspect,\"'=HYPERLINK(\"\"http://x\"\")\",\"'=HYPERLINK(\"\"http://x\"\") (quote)\",Ask twice (PaperBot's description),Ask twice (PaperBot's description) (quote)");
        lines[1].ShouldStartWith("approach,\"'+1 is what we propose, \"\"really\"\"");
        lines[2].ShouldStartWith("'@results,not stated,,");
        lines[^1].ShouldBeEmpty();
    }
}
