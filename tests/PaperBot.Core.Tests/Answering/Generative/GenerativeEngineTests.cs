using System.Diagnostics;
using Microsoft.Extensions.AI;
using PaperBot.Models;
using PaperBot.Testing;
using PaperBot.Testing.Fakes;

namespace PaperBot.Answering.Generative;

public sealed class GenerativeEngineTests
{
    private const string Heads = "Retrieval heads are a special type of attention heads that is largely responsible for retrieving information [1].";
    private const string Share = "Only 4% of the attention heads are retrieval heads [2].";

    private static async Task<Answer> AnswerAsync(string reply, string question = "What are retrieval heads?", Action<AnsweringOptions>? configure = null)
    {
        await using var library = new ModelFixture(new ScriptedModel(reply));
        return await library.AnswerAsync(question, configure);
    }

    [Fact]
    public async Task A_model_writes_and_every_sentence_cites_what_it_rests_on()
    {
        var answer = await AnswerAsync($"{Heads} {Share}");
        answer.Engine.ShouldBe(ModelFixture.ModelName);
        answer.EngineNote.ShouldBeNull();
        answer.Text.ShouldStartWith("Retrieval heads are a special type of attention heads that is largely responsible for retrieving information. [1] Only 4% of the attention heads are retrieval heads. [1]");
        answer.Claims.SelectMany(claim => claim.Citations).ShouldAllBe(citation => AnsweringFixture.Some[0].Abstract.Contains(citation.Quote));
        answer.Writing!.ShouldSatisfyAllConditions(writing => writing.Written.ShouldBe(2), writing => writing.Dropped.ShouldBe(0), writing => writing.PromptHash.ShouldBe(ModelFixture.Prompts["Answering/answer"].Hash));
    }

    [Fact]
    public async Task The_pieces_shown_make_the_text_and_sources_come_before_what_cites_them()
    {
        await using var library = new ModelFixture(new ScriptedModel($"{Heads} {Share}"));
        var updates = await library.UpdatesAsync(new AskRequest("What are retrieval heads?"));
        var answer = updates[^1].ShouldBeOfType<Completed>().Answer;
        string.Concat(updates.OfType<TextDelta>().Select(delta => delta.Text)).ShouldBe(answer.Text);
        updates.FindIndex(update => update is SourcesFound).ShouldBeLessThan(updates.FindIndex(update => update is TextDelta));
        updates.OfType<SourcesFound>().Last().Items.ShouldBe(answer.Sources);
    }

    [Fact]
    public async Task A_checked_sentence_is_shown_before_the_reply_has_ended()
    {
        const string more = "Pruning retrieval heads causes hallucination [3]. The reply goes on from here";
        var model = new ScriptedModel($"{Heads} {Share} {more} ");
        model.Failure = (Heads.Length + Share.Length + more.Length - 10, new InvalidOperationException("broke"));
        await using var library = new ModelFixture(model);
        var updates = await library.UpdatesAsync(new AskRequest("What are retrieval heads?"));
        updates.FindIndex(update => update is TextDelta).ShouldBeLessThan(updates.FindIndex(update => update is StartedAnew));
    }

    [Theory]
    [InlineData("Only 17% of the attention heads are retrieval heads [2].", "number 17%")]
    [InlineData("The method was trained on GPT-9 for a week by many students [1].", "GPT-9")]
    [InlineData("Pruning retrieval heads does not cause hallucination [3].", "not")]
    [InlineData("Die Köpfe rufen Informationen aus langen Eingaben ab [1].", "words are in the quoted text")]
    public async Task A_sentence_that_the_evidence_does_not_support_is_dropped_and_counted(string sentence, string reason)
    {
        var answer = await AnswerAsync($"{Heads} {sentence}");
        answer.Text.ShouldNotContain(sentence[..30]);
        answer.Writing!.Dropped.ShouldBe(1);
        answer.Checked.Dropped.ShouldBe(1);
        answer.Checks.Single(check => !check.Passed).Failures.ShouldContain(failure => failure.Contains(reason));
    }

    [Theory]
    [InlineData("Pruning retrieval heads causes hallucination.")]
    [InlineData("Pruning retrieval heads causes hallucination [77].")]
    [InlineData("Pruning retrieval heads causes hallucination [9, 12].")]
    [InlineData("Only 4% of the attention heads are retrieval heads [1].")]
    public async Task A_true_sentence_with_a_missing_or_wrong_citation_gets_the_right_one(string sentence)
    {
        var answer = await AnswerAsync($"{Heads} {sentence}");
        answer.Writing!.Repaired.ShouldBe(1);
        var claim = answer.Claims[1];
        claim.Citations.ShouldHaveSingleItem().Quote.ShouldContain(sentence.Contains('%') ? "only 4%" : "Pruning");
        claim.Text.ShouldNotContain("[");
        answer.Checks[1].Repair.ShouldNotBeNull();
    }

    [Theory]
    [InlineData("According to [1], retrieval heads are a special type of attention heads that is largely responsible for retrieving information.")]
    [InlineData("Sentence [1] states that retrieval heads are a special type of attention heads that is largely responsible for retrieving information.")]
    [InlineData("Answer: Retrieval heads are a special type of attention heads that is largely responsible for retrieving information. [1]")]
    [InlineData("## Answer\n- **Retrieval heads** are a special type of `attention heads` that is largely responsible for retrieving information [Sentence 1].\n")]
    [InlineData("<think>They ask about heads. Heads are heads [2].</think>Retrieval heads are a special type of attention heads that is largely responsible for retrieving information [1].")]
    [InlineData("Let me think about heads first. </think> Retrieval heads are a special type of attention heads that is largely responsible for retrieving information [1].")]
    [InlineData("```json\n{\"answer\": \"Retrieval heads are a special type of attention heads that is largely responsible for retrieving information [1].\", \"sources\": [1, 2]}\n```")]
    [InlineData("{\"answer\": \"Retrieval heads are a special type of attention heads that is largely responsible for retrieving information [1].\"")]
    [InlineData("> 1. Retrieval heads are a special type of attention heads that is largely responsible for retrieving information【1】.")]
    [InlineData("retrieval heads are a special type of attention heads that is largely responsible for retrieving information [1]\n")]
    public async Task Layout_that_nobody_asked_for_is_taken_off(string reply)
    {
        var answer = await AnswerAsync(reply);
        answer.Engine.ShouldBe(ModelFixture.ModelName);
        answer.Claims[0].Text.ShouldBe("Retrieval heads are a special type of attention heads that is largely responsible for retrieving information.");
    }

    [Theory]
    [InlineData("")]
    [InlineData("   \n\n ")]
    [InlineData("[1] [2] [3]")]
    [InlineData("<think>I wonder what heads are and I never stop wondering about them.")]
    [InlineData("```\n```")]
    public async Task A_reply_that_says_nothing_is_answered_with_quotes(string reply)
    {
        var answer = await AnswerAsync(reply);
        answer.Engine.ShouldBe("extractive");
        answer.EngineNote.ShouldBe("parrot wrote nothing that could be checked.");
        answer.Text.ShouldContain("dub retrieval heads");
    }

    [Theory]
    [InlineData("NOT FOUND")]
    [InlineData("not found.")]
    [InlineData("**Answer:** NOT FOUND")]
    [InlineData("The sentences do not contain the answer.")]
    [InlineData("I don't know what retrieval heads are.")]
    public async Task A_model_that_finds_nothing_is_not_believed_where_the_evidence_suffices(string reply)
    {
        var answer = await AnswerAsync(reply);
        answer.Engine.ShouldBe("extractive");
        answer.EngineNote.ShouldBe("parrot did not find the answer in the evidence.");
    }

    [Fact]
    public async Task Where_less_than_half_holds_the_answer_is_quoted_and_what_was_shown_is_withdrawn()
    {
        await using var library = new ModelFixture(new ScriptedModel($"{Heads} Cats have 12 lives. {Share} Dogs bark at 30 moons. Owls sleep in 7 beds. Foxes hunt in 9 woods."));
        var updates = await library.UpdatesAsync(new AskRequest("What are retrieval heads?"));
        var answer = updates[^1].ShouldBeOfType<Completed>().Answer;
        answer.Engine.ShouldBe("extractive");
        answer.EngineNote.ShouldBe("Of 6 sentences that parrot wrote, 2 stood the check.");
        var anew = updates.FindIndex(update => update is StartedAnew);
        anew.ShouldBeGreaterThan(0);
        string.Concat(updates.Skip(anew).OfType<TextDelta>().Select(delta => delta.Text)).ShouldBe(answer.Text);
        answer.Checks.Count(check => !check.Passed).ShouldBe(4);
        answer.Checked.Dropped.ShouldBe(0);
    }

    [Fact]
    public async Task A_first_sentence_that_passes_is_not_shown_before_the_next_ones_are_judged()
    {
        await using var library = new ModelFixture(new ScriptedModel($"{Heads} Cats have 12 lives. Dogs bark at 30 moons. Owls sleep in 7 beds."));
        (await library.UpdatesAsync(new AskRequest("What are retrieval heads?"))).OfType<StartedAnew>().ShouldBeEmpty();
    }

    [Fact]
    public async Task Nothing_is_withdrawn_when_nothing_was_shown()
    {
        await using var library = new ModelFixture(new ScriptedModel($"Cats have 12 lives. Dogs bark at 30 moons. {Heads}"));
        (await library.UpdatesAsync(new AskRequest("What are retrieval heads?"))).OfType<StartedAnew>().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Retrieval heads [1] [2] [3] [4] [5] [6] [7] [8] [9] [10] [11] [12] [13] [14] [15] [16] [17]")]
    [InlineData("the model and the model and the model and the model and the model and the model and the model")]
    [InlineData("heads heads heads heads heads heads heads heads heads heads heads heads heads heads heads")]
    public async Task A_reply_that_goes_round_in_circles_is_stopped(string beginning)
    {
        var read = 0;
        await using var library = new ModelFixture(new EndlessModel(beginning + " ", piece => read = piece));
        (await library.AnswerAsync()).Engine.ShouldBe("extractive");
        read.ShouldBeLessThan(200);
    }

    [Fact]
    public async Task A_reply_that_says_the_same_again_is_stopped_and_said_once()
    {
        var read = 0;
        await using var library = new ModelFixture(new EndlessModel(Heads + " " + Share + " ", piece => read = piece));
        var answer = await library.AnswerAsync();
        answer.Engine.ShouldBe(ModelFixture.ModelName);
        answer.Claims.Count(claim => claim.Text.StartsWith("Only 4%", StringComparison.Ordinal)).ShouldBe(1);
        read.ShouldBeLessThan(20);
    }

    [Fact]
    public async Task A_sentence_without_an_end_is_given_up()
    {
        var read = 0;
        await using var library = new ModelFixture(new EndlessModel("and heads retrieve ", piece => read = piece, varies: true));
        (await library.AnswerAsync()).Engine.ShouldBe("extractive");
        read.ShouldBeLessThan(200);
    }

    [Fact]
    public async Task A_sentence_that_the_token_limit_cut_is_dropped()
    {
        var answer = await AnswerAsync($"{Heads} Pruning retrieval heads causes");
        answer.Writing!.Written.ShouldBe(1);
        answer.Claims[0].Text.ShouldStartWith("Retrieval heads are a special");
    }

    [Fact]
    public async Task An_answer_keeps_to_its_words()
    {
        var answer = await AnswerAsync($"{Heads} {Share} Pruning retrieval heads causes hallucination [3].", configure: options => options.MostWords = 20);
        answer.Claims.ShouldHaveSingleItem();
        answer.Writing!.Dropped.ShouldBe(0);
    }

    [Fact]
    public async Task Facts_that_a_model_leaves_out_are_quoted_after_it()
    {
        var answer = await AnswerAsync(Heads, "What are retrieval heads, and what share of the attention heads?");
        answer.Engine.ShouldBe(ModelFixture.ModelName);
        answer.Text.ShouldContain("only 4% of the attention heads", Case.Insensitive);
        answer.Writing!.Quoted.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Nothing_is_quoted_after_a_model_that_said_it_all()
    {
        var answer = await AnswerAsync($"{Share} {Heads} Pruning retrieval heads causes hallucination [3].", "What share of the attention heads are retrieval heads?");
        answer.Claims.Count.ShouldBe(3);
        answer.Writing!.Quoted.ShouldBe(0);
    }

    [Fact]
    public async Task A_model_that_breaks_midway_is_replaced_and_loaded_anew()
    {
        var model = new ScriptedModel($"{Heads} {Share}") { Failure = (150, new InvalidOperationException("broke")) };
        await using var library = new ModelFixture(model);
        var answer = await library.AnswerAsync();
        (answer.Engine, answer.EngineNote).ShouldBe(("extractive", "parrot failed."));
        model.Failure = null;
        (await library.AnswerAsync()).Engine.ShouldBe(ModelFixture.ModelName);
    }

    [Fact]
    public async Task Out_of_memory_and_busy_are_named()
    {
        var model = new ScriptedModel(Heads) { Failure = (0, new InsufficientMemoryException()) };
        await using var library = new ModelFixture(model);
        (await library.AnswerAsync()).EngineNote.ShouldBe("parrot ran out of memory.");
        model.Failure = (0, new ModelBusyException(5, TimeSpan.FromSeconds(9)));
        (await library.AnswerAsync()).EngineNote.ShouldBe("parrot is busy: The model is busy; 5 requests wait already.");
        model.Failure = (0, new ModelUnavailableException("The server does not answer; start it."));
        (await library.AnswerAsync()).EngineNote.ShouldBe("The server does not answer; start it.");
    }

    [Fact]
    public async Task A_model_that_takes_too_long_is_not_waited_for()
    {
        var clock = new ManualTimeProvider(DateTimeOffset.UnixEpoch);
        await using var library = new ModelFixture(new StuckModel(() => clock.Advance(TimeSpan.FromSeconds(31)))) { Clock = clock };
        var answer = await library.AnswerAsync(configure: options => options.ModelSeconds = 30);
        (answer.Engine, answer.EngineNote).ShouldBe(("extractive", "parrot took longer than 30 s."));
    }

    [Fact]
    public async Task Waiting_for_the_model_is_shown_and_is_not_the_end()
    {
        var model = new ScriptedModel(Heads) { Before = [new QueueContent(2, TimeSpan.FromSeconds(8)), new QueueContent(1, null)] };
        await using var library = new ModelFixture(model);
        var updates = await library.UpdatesAsync(new AskRequest("What are retrieval heads?"));
        updates.OfType<Busy>().ShouldBe([new Busy(2, TimeSpan.FromSeconds(8)), new Busy(1, null)]);
        updates[^1].ShouldBeOfType<Completed>().Answer.Engine.ShouldBe(ModelFixture.ModelName);
    }

    [Fact]
    public async Task The_user_is_passed_on_and_the_settings_are_the_prompts()
    {
        var model = new ScriptedModel(Heads);
        await using var library = new ModelFixture(model);
        await library.UpdatesAsync(new AskRequest("What are retrieval heads?") { User = "ada" });
        ModelRequest.UserOf(model.LatestOptions).ShouldBe("ada");
        (model.LatestOptions!.Temperature, model.LatestOptions.MaxOutputTokens).ShouldBe((0, 320));
    }

    [Fact]
    public async Task Asked_for_quotes_no_model_is_loaded()
    {
        var model = new ScriptedModel(Heads);
        await using var library = new ModelFixture(model);
        var updates = await library.UpdatesAsync(new AskRequest("What are retrieval heads?") { Engine = ChatEngines.Extractive });
        updates[^1].ShouldBeOfType<Completed>().Answer.ShouldSatisfyAllConditions(answer => answer.Engine.ShouldBe("extractive"), answer => answer.EngineNote.ShouldBeNull(), answer => answer.Writing.ShouldBeNull());
        model.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_engine_that_is_not_there_is_named_and_the_answer_is_quoted()
    {
        await using var library = new ModelFixture(new ScriptedModel(Heads));
        var updates = await library.UpdatesAsync(new AskRequest("What are retrieval heads?") { Engine = "nobody-7b" });
        updates[^1].ShouldBeOfType<Completed>().Answer.EngineNote.ShouldNotBeNull().ShouldContain("nobody-7b");
    }

    [Fact]
    public async Task A_question_without_evidence_asks_no_model()
    {
        var model = new ScriptedModel("Sourdough rests for 12 hours [1].");
        await using var library = new ModelFixture(model);
        (await library.UpdatesAsync(new AskRequest("How long should sourdough rest in the fridge?")))[^1].ShouldBeOfType<NotFound>();
        model.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_small_context_gets_fewer_sentences_and_no_room_gets_none()
    {
        var model = new ScriptedModel(Heads);
        await using var library = new ModelFixture(model);
        await library.AnswerAsync();
        var many = model.Requests[^1][^1].Text.Split('\n').Count(line => line.StartsWith('['));
        await library.AnswerAsync(configure: options => options.PromptTokens = 400);
        model.Requests[^1][^1].Text.Split('\n').Count(line => line.StartsWith('[')).ShouldBeInRange(1, many - 1);
        (await library.AnswerAsync(configure: options => options.PromptTokens = 200)).EngineNote.ShouldBe("No sentence of the evidence can be shown to parrot.");
    }

    [Fact]
    public async Task A_span_names_the_model_the_prompt_and_the_tokens_and_no_text()
    {
        var spans = new List<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "PaperBot",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = span =>
            {
                lock (spans)
                    spans.Add(span);
            },
        };
        ActivitySource.AddActivityListener(listener);
        using var root = new Activity("test").Start();
        await using var library = new ModelFixture(new ScriptedModel(Heads) { Before = [new UsageContent(new UsageDetails { InputTokenCount = 321, OutputTokenCount = 45 })] });
        await library.AnswerAsync();
        // Other tests run at the same time.
        Activity span;
        lock (spans)
            span = spans.Single(span => span.OperationName == "chat parrot" && span.TraceId == root.TraceId);
        span.GetTagItem("gen_ai.request.model").ShouldBe("parrot");
        span.GetTagItem("paperbot.prompt.hash").ShouldBe(ModelFixture.Prompts[GenerativeEngine.PromptName].Hash);
        (span.GetTagItem("gen_ai.usage.input_tokens"), span.GetTagItem("gen_ai.usage.output_tokens")).ShouldBe((321L, 45L));
        span.TagObjects.ShouldAllBe(tag => !$"{tag.Value}".Contains("heads"));
    }

    [Fact]
    public async Task A_cancelled_answer_stops_the_model()
    {
        using var stop = new CancellationTokenSource();
        await using var library = new ModelFixture(new EndlessModel("More and more words keep coming here ", piece => { if (piece == 3) stop.Cancel(); }, varies: true));
        await Should.ThrowAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in library.Ask().RunAsync(new AskRequest("What are retrieval heads?"), stop.Token))
            {
            }
        });
    }

    [Fact]
    public async Task A_short_reply_without_a_fault_stands_even_where_the_abstract_says_more()
    {
        const string question = "What does pruning retrieval heads cause?";
        var answer = await AnswerAsync("Pruning retrieval heads causes hallucination [1].", question, options => options.MostWords = 30);
        answer.Engine.ShouldBe(ModelFixture.ModelName);
        answer.EngineNote.ShouldBeNull();
        answer.Text.ShouldStartWith("Pruning retrieval heads causes hallucination. [1]");
        answer.Text.Split(' ').Length.ShouldBeLessThanOrEqualTo(30 + answer.Claims.Count);
    }

    [Fact]
    public async Task Beside_a_reply_with_a_fault_everything_likely_is_quoted_as_if_the_model_had_written_nothing()
    {
        var extractive = await AnswerAsync("", "What are retrieval heads?");
        extractive.Engine.ShouldBe("extractive");
        var answer = await AnswerAsync($"{Heads} They were trained on 1000 learners [1].", "What are retrieval heads?");
        answer.Engine.ShouldBe(ModelFixture.ModelName);
        answer.Writing!.Dropped.ShouldBe(1);
        foreach (var claim in extractive.Claims.Where(claim => claim.Text.Any(char.IsAsciiDigit)))
            answer.Claims.ShouldContain(kept => kept.Text == claim.Text);
        var flawless = await AnswerAsync(Heads, "What are retrieval heads?");
        flawless.Claims.Count.ShouldBeLessThan(answer.Claims.Count);
    }
}
