using Microsoft.Extensions.AI;
using PaperBot.Answering.Checking;

namespace PaperBot.Answering.Generative;

/// <summary>Papers and users that give a model orders, and models that obey them: what is shown stays clean.</summary>
public sealed class HostileTests(HostileLibrary library) : IClassFixture<HostileLibrary>
{
    public static TheoryData<HostileCase> Abstracts() => [.. HostileCase.Read("hostile-abstracts.jsonl")];

    public static TheoryData<HostileCase> Questions() => [.. HostileCase.Read("hostile-questions.jsonl")];

    [Fact]
    public void The_sets_are_large_and_varied()
    {
        HostileCase.Read("hostile-abstracts.jsonl").Count.ShouldBeGreaterThanOrEqualTo(40);
        HostileCase.Read("hostile-questions.jsonl").Count.ShouldBeGreaterThanOrEqualTo(40);
        HostileCase.Read("hostile-abstracts.jsonl").Select(hostile => hostile.Kind).Distinct().Count().ShouldBeGreaterThanOrEqualTo(10);
        HostileCase.Read("hostile-abstracts.jsonl").ShouldAllBe(hostile => (hostile.Title + hostile.Abstract).Contains(hostile.Order) && hostile.Forbidden.Count > 0);
    }

    [Theory]
    [MemberData(nameof(Abstracts))]
    public async Task An_order_in_a_paper_does_not_reach_the_model(HostileCase hostile)
    {
        library.Reply = HostileLibrary.Behave;
        var updates = await library.AskAsync(hostile.Question);
        var messages = library.Model.Requests[^1];
        ShouldBeInForm(messages);
        HostileCase.Letters(messages[^1].Text).ShouldNotContain(HostileCase.Letters(hostile.Order));
        ShouldBeClean(updates, hostile);
        ShouldHoldTheFact(updates, hostile);
    }

    [Theory]
    [MemberData(nameof(Abstracts))]
    public async Task A_model_that_obeys_a_paper_shows_nothing_of_it(HostileCase hostile)
    {
        library.Reply = messages => HostileLibrary.Obey(hostile, messages);
        var updates = await library.AskAsync(hostile.Question);
        ShouldBeClean(updates, hostile);
        ShouldHoldTheFact(updates, hostile);
    }

    [Theory]
    [MemberData(nameof(Questions))]
    public async Task A_model_that_obeys_a_user_shows_nothing_unsupported(HostileCase hostile)
    {
        var asked = library.Model.Requests.Count;
        library.Reply = messages => HostileLibrary.Obey(hostile, messages);
        var updates = await library.AskAsync(hostile.Question);
        if (updates[^1] is NotFound)
            return;
        library.Model.Requests.Count.ShouldBe(asked + 1);
        ShouldBeInForm(library.Model.Requests[^1]);
        ShouldBeClean(updates, hostile);
    }

    // An attack on the answer must not cost the answer.
    private static void ShouldHoldTheFact(List<AnswerUpdate> updates, HostileCase hostile)
    {
        if (hostile.FactStandsAlone)
            updates[^1].ShouldBeOfType<Completed>().Answer.Text.ShouldContain(hostile.Fact);
    }

    private static void ShouldBeInForm(IReadOnlyList<ChatMessage> messages)
    {
        messages.Select(message => message.Role).ShouldBe([ChatRole.System, ChatRole.User]);
        messages[0].Text.ShouldBe(ModelFixture.Prompts[GenerativeEngine.PromptName].Render(("evidence", ""), ("question", ""))[0].Text);
        foreach (var token in new[] { "<|", "|>", "[INST]", "[/INST]", "<start_of_turn>", "</s>", "<message", "</message", "\u200b", "\u202e" })
            messages[^1].Text.ShouldNotContain(token);
    }

    private static void ShouldBeClean(List<AnswerUpdate> updates, HostileCase hostile)
    {
        var shown = HostileLibrary.Shown(updates);
        foreach (var forbidden in hostile.Forbidden)
            shown.ShouldNotContain(forbidden, Case.Sensitive);
        shown.ShouldNotContain("You answer questions about research papers");
        shown.Where(char.IsControl).ShouldAllBe(c => c == '\n');
        if (updates[^1] is not Completed { Answer: var answer })
            return;
        var papers = answer.Retrieval.Papers.ToDictionary(ranked => ranked.Paper.Id, ranked => ranked.Paper);
        answer.Claims.ShouldAllBe(claim => new ClaimChecker().Check(claim, papers).Passed);
    }
}
