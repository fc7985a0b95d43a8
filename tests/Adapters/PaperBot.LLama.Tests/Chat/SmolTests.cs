using System.Diagnostics;
using System.Text.Json;
using Microsoft.Extensions.AI;
using PaperBot.Models;
using PaperBot.Testing;

namespace PaperBot.LLama.Chat;

/// <summary>A model that writes sentences, many users at once.</summary>
public sealed class SmolTests(SmolModel smol) : IClassFixture<SmolModel>
{
    private const string System = "You answer with one short sentence.";

    private static readonly (string Question, string Answer)[] Capitals =
    [
        ("What is the capital of France?", "Paris"),
        ("What is the capital of Italy?", "Rome"),
        ("What is the capital of Germany?", "Berlin"),
        ("What is the capital of Spain?", "Madrid"),
        ("What is the capital of Japan?", "Tokyo"),
        ("What is the capital of Russia?", "Moscow"),
        ("What is the capital of Egypt?", "Cairo"),
        ("What is the capital of China?", "Beijing"),
    ];

    /// <summary>
    /// Sums are added in another order when tokens of several users share a batch, so where two tokens are almost equally likely a reply may take
    /// the other one, and goes its own way from there. So each reply must be right and begin as it does alone; most must be the same to the letter.
    /// </summary>
    [SharedFact(SmolModel.File)]
    public async Task Eight_users_at_once_each_get_the_answer_they_would_get_alone()
    {
        var alone = new List<string>();
        foreach (var (question, _) in Capitals)
            alone.Add((await AskAsync(question)).Text);
        var together = await Task.WhenAll(Capitals.Select(capital => AskAsync(capital.Question, user: capital.Answer)));
        for (var i = 0; i < Capitals.Length; i++)
        {
            alone[i].ShouldContain(Capitals[i].Answer);
            together[i].Text.ShouldContain(Capitals[i].Answer);
            together[i].Text.Split(' ')[..4].ShouldBe(alone[i].Split(' ')[..4]);
            together[i].Usage!.CachedInputTokenCount!.Value.ShouldBeGreaterThan(5);
        }
        together.Zip(alone).Count(pair => pair.First.Text == pair.Second).ShouldBeGreaterThanOrEqualTo(6);
    }

    [SharedFact(SmolModel.File)]
    public async Task Two_hundred_requests_of_all_kinds_leave_memory_as_it_was()
    {
        await MixedAsync(0, 40);
        var before = ResidentMegabytes();
        await MixedAsync(40, 160);
        (ResidentMegabytes() - before).ShouldBeLessThan(60);
        smol.LLama.Loop.Load.ShouldBe((0, 0));
        Enumerable.Range(0, SmolModel.MaxConcurrent).Sum(sequence => smol.LLama.Loop.Context.TokensOf((global::LLama.Native.LLamaSeqId)sequence)).ShouldBe(0);
    }

    [SharedFact(SmolModel.File)]
    public async Task A_reply_with_a_schema_parses_and_chooses_sensibly()
    {
        var schema = JsonDocument.Parse("""{"type":"object","properties":{"language":{"enum":["French","German"]},"words":{"type":"array","items":{"type":"string","maxLength":20},"maxItems":4}}}""").RootElement;
        var questions = new[] { "In which language is 'Guten Morgen, wie geht es Ihnen?'", "In which language is 'Bonjour, comment allez-vous?'" };
        foreach (var question in questions)
        {
            for (var seed = 0; seed < 4; seed++)
            {
                var reply = await AskAsync(question, options => (options.MaxOutputTokens, options.Temperature, options.Seed, options.ResponseFormat) = (200, seed * 0.5f, seed, ChatResponseFormat.ForJsonSchema(schema)));
                JsonDocument.Parse(reply.Text).RootElement.GetProperty("language").GetString().ShouldBeOneOf("French", "German");
            }
        }
    }

    [SharedFact(SmolModel.File)]
    public async Task Letters_of_several_tokens_arrive_whole()
    {
        var updates = new List<string>();
        await foreach (var update in smol.Client.GetStreamingResponseAsync([new(ChatRole.User, "Repeat exactly: 🙂 数学 ñandú 🚀 Ωμέγα")], new ChatOptions { Temperature = 0, MaxOutputTokens = 40 }))
            updates.Add(update.Text);
        updates.ShouldNotContain(text => text.Contains('\uFFFD') || text.Any() && char.IsHighSurrogate(text.Last()));
        string.Concat(updates).Any(letter => letter > 127).ShouldBeTrue();
    }

    private Task<ChatResponse> AskAsync(string question, Action<ChatOptions>? configure = null, string? user = null, CancellationToken cancellationToken = default)
    {
        var options = new ChatOptions { Temperature = 0, MaxOutputTokens = 24 };
        if (user is not null)
            ModelRequest.SetUser(options, user);
        configure?.Invoke(options);
        return smol.Client.GetResponseAsync([new(ChatRole.System, System), new(ChatRole.User, question)], options, cancellationToken);
    }

    private Task MixedAsync(int from, int count) => Task.WhenAll(Enumerable.Range(from, count).Select(async i =>
    {
        using var cancelled = new CancellationTokenSource();
        try
        {
            var reply = AskAsync(Capitals[i % 8].Answer + new string('?', i % 30), options =>
            {
                (options.MaxOutputTokens, options.Temperature, options.Seed) = (1 + i % 7, i % 2, i);
                if (i % 9 == 0)
                    options.ResponseFormat = ChatResponseFormat.ForJsonSchema(JsonDocument.Parse("""{"enum":["a","b"]}""").RootElement);
            }, i % 4 == 0 ? "somebody" : null, cancelled.Token);
            if (i % 11 == 0)
                await cancelled.CancelAsync();
            await reply;
        }
        catch (OperationCanceledException) when (i % 11 == 0)
        {
            // As it was meant.
        }
    }));

    private static long ResidentMegabytes()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        using var process = Process.GetCurrentProcess();
        return process.WorkingSet64 >> 20;
    }
}
