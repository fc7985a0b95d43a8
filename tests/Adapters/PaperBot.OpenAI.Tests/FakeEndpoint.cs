using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using PaperBot.Testing.Fakes;

namespace PaperBot.OpenAI;

/// <summary>A server that speaks the OpenAI protocol as documented: models, chat completions (whole and streamed), embeddings.</summary>
internal sealed class FakeEndpoint() : FakeService(TimeProvider.System)
{
    public const string ChatModel = "writer-1";
    public const string EmbeddingModel = "embedder-1";

    private static readonly string[] KnownChatFields =
        ["model", "messages", "stream", "stream_options", "temperature", "top_p", "max_tokens", "max_completion_tokens", "stop", "seed", "frequency_penalty", "presence_penalty", "response_format", "user", "n"];

    public IReadOnlyList<string> Models { get; set; } = [ChatModel, EmbeddingModel];

    /// <summary>Asked for in Authorization when not null.</summary>
    public string? Key { get; set; }

    /// <summary>The reply, piece by piece.</summary>
    public IReadOnlyList<string> Reply { get; set; } = ["Retrieval ", "heads ", "copy ", "tokens."];

    /// <summary>The stream breaks off behind so many pieces, when the client has them.</summary>
    public (int Pieces, Task Received)? Break { get; set; }

    /// <summary>Holds every chat reply back until it completes.</summary>
    public Task Hold { get; set; } = Task.CompletedTask;

    /// <summary>The latest body of a chat or an embedding request.</summary>
    public JsonNode? LatestBody { get; private set; }

    /// <summary>Chat requests that are being answered.</summary>
    public int Answering;

    protected override async Task<bool> RefuseAsync(HttpContext context)
    {
        if (Key is null || context.Request.Headers.Authorization == $"Bearer {Key}")
            return false;
        await ErrorAsync(context, 401, "Incorrect API key provided.", "invalid_request_error", "invalid_api_key");
        return true;
    }

    protected override Task AnswerAsync(HttpContext context) => (context.Request.Method, context.Request.Path.Value) switch
    {
        ("GET", "/v1/models") => JsonAsync(context, new { @object = "list", data = Models.Select(id => new { id, @object = "model", created = 1, owned_by = "test" }) }),
        ("POST", "/v1/chat/completions") => ChatAsync(context),
        ("POST", "/v1/embeddings") => EmbedAsync(context),
        _ => ErrorAsync(context, 404, "Unknown path.", "invalid_request_error", null),
    };

    private async Task ChatAsync(HttpContext context)
    {
        var body = LatestBody = await JsonNode.ParseAsync(context.Request.Body);
        if (WrongChat(body!) is { } wrong)
        {
            Violate(wrong);
            await ErrorAsync(context, 400, wrong, "invalid_request_error", null);
            return;
        }
        if ((string?)body!["model"] != ChatModel)
        {
            await ErrorAsync(context, 404, "The model does not exist.", "invalid_request_error", "model_not_found");
            return;
        }
        Interlocked.Increment(ref Answering);
        try
        {
            await Hold.WaitAsync(context.RequestAborted);
            if ((bool?)body["stream"] == true)
                await StreamAsync(context, (bool?)body["stream_options"]?["include_usage"] == true);
            else
                await JsonAsync(context, Whole());
        }
        finally
        {
            Interlocked.Decrement(ref Answering);
        }
    }

    private object Whole() => new
    {
        id = "chatcmpl-1",
        @object = "chat.completion",
        created = 1,
        model = ChatModel,
        choices = new[] { new { index = 0, message = new { role = "assistant", content = string.Concat(Reply) }, finish_reason = "stop" } },
        usage = Usage(),
    };

    private async Task StreamAsync(HttpContext context, bool usage)
    {
        context.Response.ContentType = "text/event-stream";
        await SendAsync(context, Chunk(new { role = "assistant", content = "" }, null));
        for (var i = 0; i < Reply.Count; i++)
        {
            if (Break is { } end && end.Pieces == i)
            {
                await end.Received;
                context.Abort();
                return;
            }
            await SendAsync(context, Chunk(new { content = Reply[i] }, null));
        }
        await SendAsync(context, Chunk(new { }, "stop"));
        if (usage)
            await SendAsync(context, new { id = "chatcmpl-1", @object = "chat.completion.chunk", created = 1, model = ChatModel, choices = Array.Empty<object>(), usage = Usage() });
        await context.Response.WriteAsync("data: [DONE]\n\n");
    }

    private object Usage() => new { prompt_tokens = 11, completion_tokens = Reply.Count, total_tokens = 11 + Reply.Count };

    private static object Chunk(object delta, string? finish) => new
    {
        id = "chatcmpl-1",
        @object = "chat.completion.chunk",
        created = 1,
        model = ChatModel,
        choices = new[] { new { index = 0, delta, finish_reason = finish } },
    };

    private static async Task SendAsync(HttpContext context, object chunk)
    {
        await context.Response.WriteAsync($"data: {JsonSerializer.Serialize(chunk)}\n\n", context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
    }

    private async Task EmbedAsync(HttpContext context)
    {
        var body = LatestBody = await JsonNode.ParseAsync(context.Request.Body);
        var texts = body?["input"] is JsonArray array ? array.Select(text => (string?)text).ToList() : [(string?)body?["input"]];
        if (texts.Count is 0 or > 2048 || texts.Exists(string.IsNullOrEmpty))
        {
            Violate("input must be one to 2048 texts that are not empty");
            await ErrorAsync(context, 400, "'$.input' is invalid.", "invalid_request_error", null);
            return;
        }
        if ((string?)body!["model"] != EmbeddingModel)
        {
            await ErrorAsync(context, 404, "The model does not exist.", "invalid_request_error", "model_not_found");
            return;
        }
        var base64 = (string?)body["encoding_format"] == "base64";
        // In another order than asked: the index counts.
        var data = texts.Select((text, index) => new { @object = "embedding", index, embedding = Coded(Vector(text!), base64) }).Reverse();
        await JsonAsync(context, new { @object = "list", data, model = EmbeddingModel, usage = new { prompt_tokens = 5, total_tokens = 5 } });
    }

    /// <summary>The vector that the server gives for a text; not of length one.</summary>
    public static float[] Vector(string text) => [text.Length, text[0], 3];

    private static object Coded(float[] vector, bool base64) =>
        base64 ? Convert.ToBase64String(System.Runtime.InteropServices.MemoryMarshal.AsBytes<float>(vector)) : vector;

    private static string? WrongChat(JsonNode body)
    {
        if (body is not JsonObject fields || fields["messages"] is not JsonArray { Count: > 0 } messages)
            return "messages must be an array of at least one message";
        if (fields.Select(field => field.Key).FirstOrDefault(field => !KnownChatFields.Contains(field)) is { } unknown)
            return $"unknown parameter {unknown}";
        foreach (var message in messages)
        {
            if ((string?)message?["role"] is not ("system" or "developer" or "user" or "assistant" or "tool"))
                return "unknown role";
        }
        if ((double?)fields["temperature"] is < 0 or > 2)
            return "temperature must be 0 to 2";
        if (fields["stop"] is JsonArray { Count: > 4 })
            return "stop takes at most 4 sequences";
        return fields["response_format"] is { } format && (string?)format["type"] is "json_schema" && (format["json_schema"]?["name"] is null || format["json_schema"]?["schema"] is null)
            ? "json_schema needs a name and a schema"
            : null;
    }

    private static Task JsonAsync(HttpContext context, object body) => WriteAsync(context, 200, "application/json", JsonSerializer.Serialize(body));

    private static Task ErrorAsync(HttpContext context, int status, string message, string type, string? code) =>
        WriteAsync(context, status, "application/json", JsonSerializer.Serialize(new { error = new { message, type, param = (string?)null, code } }));
}
