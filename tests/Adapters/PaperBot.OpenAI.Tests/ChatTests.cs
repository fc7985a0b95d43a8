using System.Text.Json;
using Microsoft.Extensions.AI;
using PaperBot.Models;
using PaperBot.Testing.Fakes;

namespace PaperBot.OpenAI;

public sealed class ChatTests
{
    [Fact]
    public async Task A_reply_is_streamed_with_its_usage_and_why_it_ended()
    {
        await using var server = await Given.ServerAsync();
        using var chat = await Given.ChatAsync(Given.Options(server));
        var updates = await Given.AllAsync(chat.GetStreamingResponseAsync(Given.Messages));
        updates.Count(update => update.Text.Length > 0).ShouldBe(4);
        var response = updates.ToChatResponse();
        response.Text.ShouldBe("Retrieval heads copy tokens.");
        response.FinishReason.ShouldBe(ChatFinishReason.Stop);
        response.Usage!.InputTokenCount.ShouldBe(11);
        response.Usage.OutputTokenCount.ShouldBe(4);
        server.Violations.ShouldBeEmpty();
    }

    [Fact]
    public async Task Options_reach_the_endpoint()
    {
        await using var server = await Given.ServerAsync();
        using var chat = await Given.ChatAsync(Given.Options(server));
        using var schema = JsonDocument.Parse("""{"type":"object","properties":{"a":{"type":"string"}},"required":["a"]}""");
        await chat.GetResponseAsync(Given.Messages, new ChatOptions
        {
            Temperature = 0.5f,
            TopP = 0.25f,
            MaxOutputTokens = 50,
            Seed = 7,
            StopSequences = ["\n\n"],
            ResponseFormat = ChatResponseFormat.ForJsonSchema(schema.RootElement, "cell"),
        });
        var body = server.LatestBody!;
        ((double)body["temperature"]!).ShouldBe(0.5);
        ((double)body["top_p"]!).ShouldBe(0.25);
        ((int)body["max_completion_tokens"]!).ShouldBe(50);
        ((int)body["seed"]!).ShouldBe(7);
        ((string?)body["stop"]![0]).ShouldBe("\n\n");
        ((string?)body["response_format"]!["json_schema"]!["name"]).ShouldBe("cell");
        body["messages"]!.AsArray().Select(message => (string?)message!["role"]).ShouldBe(["system", "user"]);
        server.Violations.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_endpoint_that_does_not_stop_at_the_limit_is_stopped()
    {
        await using var server = await Given.ServerAsync();
        server.Reply = [.. Enumerable.Repeat("more ", 500)];
        using var chat = await Given.ChatAsync(Given.Options(server));
        var response = await chat.GetResponseAsync(Given.Messages, new ChatOptions { MaxOutputTokens = 10 });
        response.FinishReason.ShouldBe(ChatFinishReason.Length);
        response.Text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBeLessThan(20);
    }

    [Fact]
    public async Task A_model_is_found_by_itself_where_only_one_is_offered()
    {
        await using var server = await Given.ServerAsync();
        server.Models = [FakeEndpoint.ChatModel];
        var options = Given.Options(server);
        options.ChatModel = "";
        using var chat = await Given.ChatAsync(options);
        (chat.GetService(typeof(ChatClientMetadata)) as ChatClientMetadata)!.DefaultModelId.ShouldBe(FakeEndpoint.ChatModel);
    }

    [Theory]
    [InlineData("", "name one with OpenAI:ChatModel")]
    [InlineData("unknown", "does not offer unknown but writer-1, embedder-1")]
    public async Task A_model_that_is_not_clear_is_refused_with_what_is_offered(string named, string expected)
    {
        await using var server = await Given.ServerAsync();
        var options = Given.Options(server);
        options.ChatModel = named;
        (await Should.ThrowAsync<ModelUnavailableException>(() => Given.ChatAsync(options))).Message.ShouldContain(expected);
    }

    [Fact]
    public async Task A_refused_key_is_told_without_showing_it()
    {
        await using var server = await Given.ServerAsync();
        server.Key = "right-key";
        var options = Given.Options(server);
        options.ApiKey = "wrong-key-123";
        var error = await Should.ThrowAsync<ModelUnavailableException>(() => Given.ChatAsync(options));
        error.Message.ShouldContain("PAPERBOT_OpenAI__ApiKey");
        error.ToString().ShouldNotContain("wrong-key-123");
        options.ApiKey = "right-key";
        using var chat = await Given.ChatAsync(options);
        (await chat.GetResponseAsync(Given.Messages)).Text.ShouldStartWith("Retrieval");
    }

    [Fact]
    public async Task Without_an_address_the_message_says_which_option_to_set() =>
        (await Should.ThrowAsync<ModelUnavailableException>(() => Given.ChatAsync(new OpenAIOptions()))).Message.ShouldContain("OpenAI:BaseAddress");

    [Fact]
    public async Task An_endpoint_that_is_not_there_is_told()
    {
        string address;
        await using (var server = await Given.ServerAsync())
            address = server.Root + "/v1";
        var error = await Should.ThrowAsync<ModelUnavailableException>(() => Given.ChatAsync(new OpenAIOptions { BaseAddress = address, Retries = 0 }));
        error.Message.ShouldContain("cannot be reached");
    }

    [Fact]
    public async Task A_stream_that_breaks_off_keeps_what_came_and_fails_in_words()
    {
        await using var server = await Given.ServerAsync();
        using var chat = await Given.ChatAsync(Given.Options(server));
        var received = new TaskCompletionSource();
        server.Break = (2, received.Task);
        var text = "";
        var error = await Should.ThrowAsync<ModelUnavailableException>(async () =>
        {
            await foreach (var update in chat.GetStreamingResponseAsync(Given.Messages))
            {
                text += update.Text;
                if (text == "Retrieval heads ")
                    received.TrySetResult();
            }
        });
        text.ShouldBe("Retrieval heads ");
        error.Message.ShouldContain("broke off");
    }

    [Fact]
    public async Task A_passing_failure_is_tried_again_and_a_lasting_one_is_busy()
    {
        await using var server = await Given.ServerAsync();
        var options = Given.Options(server);
        options.Retries = 1;
        using var chat = await Given.ChatAsync(options);
        server.Next(Overloaded);
        (await chat.GetResponseAsync(Given.Messages)).Text.ShouldStartWith("Retrieval");
        server.Next(Overloaded, Overloaded);
        await Should.ThrowAsync<ModelBusyException>(() => chat.GetResponseAsync(Given.Messages));
    }

    [Fact]
    public async Task Something_that_is_no_such_endpoint_is_told()
    {
        await using var server = await Given.ServerAsync();
        server.Next(Misbehaviour.HtmlPage);
        (await Should.ThrowAsync<ModelUnavailableException>(() => Given.ChatAsync(Given.Options(server)))).Message.ShouldContain("OpenAI protocol");
    }

    [Fact]
    public async Task Cancelling_ends_the_request_at_the_endpoint_and_frees_the_place()
    {
        await using var server = await Given.ServerAsync();
        var options = Given.Options(server);
        options.MaxConcurrent = 1;
        using var chat = await Given.ChatAsync(options);
        var hold = new TaskCompletionSource();
        server.Hold = hold.Task;
        using var stop = new CancellationTokenSource();
        var running = chat.GetResponseAsync(Given.Messages, null, stop.Token);
        SpinWait.SpinUntil(() => Volatile.Read(ref server.Answering) == 1);
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => running);
        server.Hold = Task.CompletedTask;
        (await chat.GetResponseAsync(Given.Messages)).Text.ShouldStartWith("Retrieval");
        SpinWait.SpinUntil(() => Volatile.Read(ref server.Answering) == 0);
    }

    [Fact]
    public async Task A_user_waits_for_their_own_request_and_is_told_while_others_go_on()
    {
        await using var server = await Given.ServerAsync();
        using var chat = await Given.ChatAsync(Given.Options(server));
        var hold = new TaskCompletionSource();
        server.Hold = hold.Task;
        var first = chat.GetResponseAsync(Given.Messages, For("ada"));
        SpinWait.SpinUntil(() => Volatile.Read(ref server.Answering) == 1);
        await using var second = chat.GetStreamingResponseAsync(Given.Messages, For("ada")).GetAsyncEnumerator();
        (await second.MoveNextAsync()).ShouldBeTrue();
        second.Current.Contents.ShouldHaveSingleItem().ShouldBeOfType<QueueContent>().Position.ShouldBe(1);
        var other = chat.GetResponseAsync(Given.Messages, For("grace"));
        SpinWait.SpinUntil(() => Volatile.Read(ref server.Answering) == 2);
        hold.SetResult();
        (await first).Text.ShouldStartWith("Retrieval");
        (await other).Text.ShouldStartWith("Retrieval");
        (await second.MoveNextAsync()).ShouldBeTrue();
    }

    [Fact]
    public async Task A_full_queue_is_busy()
    {
        await using var server = await Given.ServerAsync();
        var options = Given.Options(server);
        (options.MaxConcurrent, options.QueueLength) = (1, 0);
        using var chat = await Given.ChatAsync(options);
        var hold = new TaskCompletionSource();
        server.Hold = hold.Task;
        var first = chat.GetResponseAsync(Given.Messages);
        SpinWait.SpinUntil(() => Volatile.Read(ref server.Answering) == 1);
        await Should.ThrowAsync<ModelBusyException>(() => chat.GetResponseAsync(Given.Messages));
        hold.SetResult();
        await first;
    }

    private static Misbehaviour Overloaded { get; } = Misbehaviour.Status(429, retryAfter: "0");

    private static ChatOptions For(string user)
    {
        var options = new ChatOptions();
        ModelRequest.SetUser(options, user);
        return options;
    }
}
