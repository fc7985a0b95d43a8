using System.Globalization;
using Microsoft.Extensions.AI;
using PaperBot.Models;

namespace PaperBot.Diagnostics.Benchmarks;

/// <summary>Measures how fast a chat model answers users who ask at once. Loading it is not counted, nor a first reply.</summary>
public sealed class ModelBenchmark(TimeProvider clock)
{
    private const double SystemShare = 0.4;
    private const int TrialWords = 200;

    private static readonly string[] Words =
        "the model reads papers about attention and memory while small networks learn long sequences from data with less energy than before because of sparse weights".Split(' ');

    private int _texts;

    /// <summary>One asked and answered.</summary>
    private sealed record Reply(double FirstToken, double End, long Prompt, long Shared, long Output);

    /// <exception cref="ModelBusyException">More users than the model lets wait.</exception>
    /// <exception cref="ModelUnavailableException">The model failed, or the prompts are too long for it.</exception>
    public async Task<ModelBenchmarkReport> RunAsync(IChatClient client, ModelBenchmarkRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(request);
        var trial = await AskAsync(client, Text(TrialWords), Text(TrialWords), 4, "trial", cancellationToken).ConfigureAwait(false);
        var words = request.PromptTokens * (trial.Prompt > 0 ? 2 * TrialWords / (double)trial.Prompt : 1);
        var (systemWords, ownWords) = ((int)(words * SystemShare), Math.Max(1, (int)(words * (1 - SystemShare))));
        var (rows, replies) = (new List<ModelBenchmarkRow>(), new List<Reply>());
        foreach (var users in request.Users)
        {
            var cold = await MeasureAsync(client, users, () => Text(systemWords), ownWords, request.OutputTokens, replies, cancellationToken).ConfigureAwait(false);
            var system = Text(systemWords);
            await AskAsync(client, system, Text(1), 1, "trial", cancellationToken).ConfigureAwait(false);
            var shared = await MeasureAsync(client, users, () => system, ownWords, request.OutputTokens, replies, cancellationToken).ConfigureAwait(false);
            rows.Add(new ModelBenchmarkRow(users, cold, shared));
        }
        return new ModelBenchmarkReport(replies.Average(reply => reply.Prompt), replies.Average(reply => reply.Output), rows);
    }

    private async Task<ModelSpeed> MeasureAsync(IChatClient client, int users, Func<string> system, int ownWords, int outputTokens, List<Reply> all, CancellationToken cancellationToken)
    {
        var questions = Enumerable.Range(0, users).Select(user => (System: system(), Own: Text(ownWords), User: string.Create(CultureInfo.InvariantCulture, $"bench {user}"))).ToList();
        var replies = await Task.WhenAll(questions.Select(question => AskAsync(client, question.System, question.Own, outputTokens, question.User, cancellationToken))).ConfigureAwait(false);
        all.AddRange(replies);
        var first = replies.Select(reply => reply.FirstToken).Order().ToArray();
        var end = replies.Max(reply => reply.End);
        return new ModelSpeed(
            (first[(users - 1) / 2] + first[users / 2]) / 2,
            first[^1],
            Rate(replies.Sum(reply => reply.Prompt - reply.Shared), first[^1]),
            // The first token of a reply belongs to the reading of its prompt.
            Rate(replies.Sum(reply => Math.Max(0, reply.Output - 1)), end - first[0]),
            replies.Sum(reply => reply.Shared),
            end);
    }

    private async Task<Reply> AskAsync(IChatClient client, string system, string question, int outputTokens, string user, CancellationToken cancellationToken)
    {
        var options = new ChatOptions { Temperature = 0, MaxOutputTokens = outputTokens };
        ModelRequest.SetUser(options, user);
        ChatMessage[] messages = [new(ChatRole.System, system), new(ChatRole.User, question + " Tell a very long story about all of this.")];
        var started = clock.GetTimestamp();
        var (first, pieces) = ((double?)null, 0L);
        UsageDetails? usage = null;
        await foreach (var update in client.GetStreamingResponseAsync(messages, options, cancellationToken).ConfigureAwait(false))
        {
            usage = update.Contents.OfType<UsageContent>().LastOrDefault()?.Details ?? usage;
            if (update.Text.Length == 0)
                continue;
            first ??= clock.GetElapsedTime(started).TotalSeconds;
            pieces++;
        }
        var end = clock.GetElapsedTime(started).TotalSeconds;
        return new Reply(first ?? end, end, usage?.InputTokenCount ?? 0, usage?.CachedInputTokenCount ?? 0, usage?.OutputTokenCount ?? pieces);
    }

    /// <summary>So many words, differing from every other text at once, so that nothing but what is meant to is shared.</summary>
    private string Text(int words)
    {
        var number = ++_texts;
        return string.Join(' ', Enumerable.Range(0, words).Select(at => at == 0 ? number.ToString(CultureInfo.InvariantCulture) : Words[(at * 7 + number * (at % 5 + 1)) % Words.Length]));
    }

    private static double Rate(long tokens, double seconds) => seconds > 0 ? tokens / seconds : 0;
}
