using FsCheck;
using FsCheck.Fluent;

namespace PaperBot.LLama.Inference;

public sealed class FairQueueTests
{
    [Fact]
    public void Requests_leave_in_the_order_that_those_waiting_were_told()
    {
        Prop.ForAll(Arb.From(Gen.Choose(0, 4).ArrayOf()), users =>
        {
            var queue = new FairQueue<string>();
            for (var i = 0; i < users.Length; i++)
                queue.Add($"user {users[i]}", $"{users[i]}:{i}");
            var told = queue.InOrder();
            var left = new List<string>();
            while (queue.Peek(_ => true) is { } next)
            {
                queue.Take(next);
                left.Add(next);
            }
            return left.SequenceEqual(told) && left.Count == users.Length && queue.Count == 0;
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_user_who_may_not_run_is_passed_over_and_keeps_the_place()
    {
        var queue = new FairQueue<string>();
        queue.Add("ann", "ann 1");
        queue.Add("bob", "bob 1");
        queue.Peek(user => user != "ann").ShouldBe("bob 1");
        queue.Take("bob 1");
        queue.Peek(user => user != "ann").ShouldBeNull();
        queue.Peek(_ => true).ShouldBe("ann 1");
    }
}
