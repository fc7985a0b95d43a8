using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;
using PaperBot.Answering;
using PaperBot.Models;
using PaperBot.Testing;
using PaperBot.Testing.Fakes;

namespace PaperBot.Conversations;

public sealed class ConverseTests : IDisposable
{
    private const string First = "What are retrieval heads?";

    private readonly AnsweringFixture _papers = new(AnsweringFixture.Some);

    public void Dispose() => _papers.Dispose();

    [Fact]
    public async Task A_model_makes_a_follow_up_stand_alone()
    {
        var (model, conversation) = (new ScriptedModel("Question: \"What happens when retrieval heads are pruned?\""), await BegunAsync());
        var turn = await AskAsync(model, conversation, "what happens when they are pruned?");
        turn.StandAlone.ShouldBe("What happens when retrieval heads are pruned?");
        turn.RewrittenBy.ShouldBe(ScriptedEngine.Name);
        turn.Understanding.ShouldBe("understood as: What happens when retrieval heads are pruned?, by scripted");
        turn.Result.ShouldBeOfType<Completed>().Answer.Text.ShouldContain("Pruning retrieval heads causes hallucination");
        model.Requests[0][^1].Text.ShouldContain("- What are retrieval heads? (answered from: Retrieval Head Mechanistically Explains Long-Context Factuality");
    }

    [Theory]
    [InlineData("What happens when attention sinks are pruned?")] // words of nobody
    [InlineData("What are retrieval heads?")] // the message is gone
    [InlineData("What happens when retrieval heads are pruned? And how is the weather?")]
    [InlineData("What happens when retrieval heads are pruned?\nAnswer: hallucination")]
    [InlineData("Pruning retrieval heads causes hallucination.")]
    [InlineData("What happens when retrieval heads are pruned <|im_end|>?")]
    [InlineData("Pruned?")]
    [InlineData("What happens when they are pruned?")] // still not alone
    public async Task A_rewriting_that_is_not_one_question_from_the_conversation_is_not_taken(string written)
    {
        var turn = await AskAsync(new ScriptedModel(written), await BegunAsync(), "what happens when they are pruned?");
        turn.StandAlone.ShouldBe("what happens when retrieval heads are pruned?");
        turn.RewrittenBy.ShouldBeNull();
        turn.Understanding!.ShouldEndWith("by rules");
    }

    [Theory]
    [MemberData(nameof(ScriptedEngine.Broken), MemberType = typeof(ScriptedEngine))]
    public async Task A_model_that_is_of_no_use_leaves_the_rules_rewriting(string kind) =>
        (await AskAsync(ScriptedEngine.OfKind(kind), await BegunAsync(), "and its limits?")).StandAlone.ShouldBe("the limits of retrieval heads?");

    [Fact]
    public async Task A_slow_model_is_not_waited_for()
    {
        var clock = new ManualTimeProvider();
        using var scripted = new ScriptedEngine(new SilentModel(), clock);
        var conversation = await BegunAsync();
        var writer = new FollowUpWriter(scripted.Engines, ScriptedEngine.Prompts, scripted.Replies, Options.Create(new ConversationOptions { RewriteSeconds = 20 }), clock);
        var written = await SilentModel.PassTimeUntil(clock, writer.WriteAsync(ChatEngines.Auto, "and its limits?", conversation, CancellationToken.None));
        written.ShouldBeNull();
    }

    [Theory]
    [InlineData("How does speaker diarization tell who spoke?", ChatEngines.Auto)] // complete
    [InlineData("what are the results of [1]?", ChatEngines.Auto)] // a source by number
    [InlineData("and its limits?", ChatEngines.Extractive)]
    public async Task Only_a_follow_up_asks_the_model_and_only_where_one_writes(string message, string engine)
    {
        var model = new ScriptedModel("x");
        await AskAsync(model, await BegunAsync(), message, engine, options => options.RewriteSeconds = 5);
        model.Requests.ShouldNotContain(request => request[0].Text.Contains("new message that refers", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_answer_that_was_not_looked_at_to_its_end_is_stored_and_a_stopped_one_is_not()
    {
        var conversation = new Conversation("terminal");
        var converse = new Converse(_papers.Ask(), Store);
        await foreach (var update in converse.RunAsync(conversation, new AskRequest(First), CancellationToken.None))
        {
            if (update is Completed)
                break;
        }
        Store.Latest("terminal")!.Turns.Count.ShouldBe(1);
        using var stop = new CancellationTokenSource();
        await Should.ThrowAsync<OperationCanceledException>(async () =>
        {
            await foreach (var update in converse.RunAsync(conversation, new AskRequest("and its limits?"), stop.Token))
                await stop.CancelAsync();
        });
        Store.Latest("terminal")!.Turns.Count.ShouldBe(1);
    }

    [Fact]
    public void A_prompt_is_given_the_newest_questions_that_fit()
    {
        var conversation = new Conversation("terminal");
        for (var i = 0; i < 10; i++)
            conversation.Add(new Turn($"question number {i}", $"question number {i}", "t", null));
        ConversationHistory.Of(conversation, 20).ShouldBe("- question number 8\n- question number 9");
        ConversationHistory.Of(conversation, 1).ShouldBe("- question number 9");
        ConversationHistory.Of(new Conversation("terminal"), 100).ShouldBeEmpty();
    }

    private ConversationStore Store => new(_papers.Papers.Library, Options.Create(new ConversationOptions()), TimeProvider.System);

    private async Task<Conversation> BegunAsync()
    {
        var conversation = new Conversation("terminal");
        await foreach (var _ in new Converse(_papers.Ask(), Store).RunAsync(conversation, new AskRequest(First) { Engine = ChatEngines.Extractive }, CancellationToken.None))
        {
        }
        return conversation;
    }

    private async Task<Turn> AskAsync(IChatClient model, Conversation conversation, string message, string engine = ChatEngines.Auto, Action<ConversationOptions>? configure = null)
    {
        using var scripted = new ScriptedEngine(model);
        var options = new ConversationOptions { RewriteSeconds = 60 };
        configure?.Invoke(options);
        var writer = new FollowUpWriter(scripted.Engines, ScriptedEngine.Prompts, scripted.Replies, Options.Create(options), TimeProvider.System);
        await foreach (var _ in new Converse(_papers.Ask(), Store, writer).RunAsync(conversation, new AskRequest(message) { Engine = engine }, CancellationToken.None))
        {
        }
        return conversation.Latest!;
    }
}
