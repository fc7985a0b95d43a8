namespace PaperBot.LLama.Embedding;

public sealed class EncoderQueueTests
{
    [Fact]
    public void Between_two_batches_a_query_goes_before_what_came_earlier()
    {
        var queue = new EncoderQueue();
        queue.Add(Job(EncoderPriority.Bulk, 8, 8, 8));
        Take(queue, 16).ShouldBe([8, 8]);
        queue.Add(Job(EncoderPriority.Normal, 5));
        queue.Add(Job(EncoderPriority.Query, 3));
        Take(queue, 16).ShouldBe([3]);
        Take(queue, 16).ShouldBe([5]);
        Take(queue, 16).ShouldBe([8]);
        queue.Next.ShouldBeNull();
    }

    [Fact]
    public void A_batch_holds_texts_of_several_callers_the_longest_of_each_first()
    {
        var queue = new EncoderQueue();
        queue.Add(Job(EncoderPriority.Query, 2, 9, 4));
        queue.Add(Job(EncoderPriority.Query, 6, 1));
        Take(queue, 20).ShouldBe([9, 4, 2]);
        Take(queue, 20).ShouldBe([6, 1]);
        queue.Add(Job(EncoderPriority.Query, [.. Enumerable.Repeat(1, 100)]));
        Take(queue, 512).Count.ShouldBe(EncoderSettings.MostTexts);
    }

    [Fact]
    public void What_was_cancelled_or_failed_is_not_computed()
    {
        var queue = new EncoderQueue();
        var (cancelled, failed) = (Job(EncoderPriority.Bulk, 3), Job(EncoderPriority.Bulk, 3));
        queue.Add(cancelled);
        queue.Add(failed);
        cancelled.Cancel(new CancellationToken(true));
        failed.Fail(new InvalidOperationException());
        queue.Next.ShouldBeNull();
        failed.Completion.Exception.ShouldNotBeNull();
    }

    private static EncoderJob Job(EncoderPriority priority, params int[] lengths) =>
        new([.. lengths.Select(length => new global::LLama.Native.LLamaToken[length])], priority);

    private static List<int> Take(EncoderQueue queue, int tokens) =>
        queue.Take(queue.Next!.Value, tokens, EncoderSettings.MostTexts).ConvertAll(text => text.Tokens.Length);
}
