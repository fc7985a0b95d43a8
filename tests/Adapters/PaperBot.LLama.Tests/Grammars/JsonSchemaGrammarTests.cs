using System.Text.Json;
using Microsoft.Extensions.AI;
using PaperBot.LLama.TinyModels;

namespace PaperBot.LLama.Grammars;

/// <summary>A model of random weights, drawn from wildly, still writes what the schema asks for.</summary>
public sealed class JsonSchemaGrammarTests
{
    private const string Route = """
        {"$schema":"x","type":"object","description":"d","properties":{
          "intent":{"enum":["ask","compare","what's \"new\"","größte Übung"]},
          "words":{"type":"array","items":{"type":"string","maxLength":8},"minItems":1,"maxItems":3},
          "count":{"type":"integer"},"share":{"type":"number"},"sure":{"type":"boolean"},
          "note":{"type":["string","null"],"maxLength":5},
          "none":{"type":"array","items":{"type":"boolean"},"maxItems":0},
          "inner":{"type":"object","properties":{"kind":{"const":"x"}},"required":["kind"],"additionalProperties":false}},
         "required":["intent","words"],"additionalProperties":false}
        """;

    [Fact]
    public async Task A_reply_with_a_schema_is_always_of_its_form()
    {
        await using var tiny = await TinyClient.LoadAsync();
        var schema = JsonDocument.Parse(Route).RootElement;
        var replies = await Task.WhenAll(Enumerable.Range(0, 12).Select(seed => tiny.AskAsync("s", "route", options =>
            (options.Temperature, options.Seed, options.MaxOutputTokens, options.ResponseFormat) = (1.5f, seed, 600, ChatResponseFormat.ForJsonSchema(schema)))));
        foreach (var reply in replies)
        {
            reply.FinishReason.ShouldBe(ChatFinishReason.Stop);
            using var parsed = JsonDocument.Parse(reply.Text);
            var root = parsed.RootElement;
            root.EnumerateObject().Select(member => member.Name).ShouldBe(["intent", "words", "count", "share", "sure", "note", "none", "inner"]);
            root.GetProperty("intent").GetString().ShouldBeOneOf("ask", "compare", "what's \"new\"", "größte Übung");
            root.GetProperty("words").GetArrayLength().ShouldBeInRange(1, 3);
            // Bytes that make no letter, which only random weights write, become more letters than the grammar counted.
            root.GetProperty("words").EnumerateArray().Select(word => word.GetString()!).Where(word => !word.Contains('\uFFFD')).ShouldAllBe(word => word.EnumerateRunes().Count() <= 8);
            root.GetProperty("count").TryGetInt64(out _).ShouldBeTrue();
            root.GetProperty("none").GetArrayLength().ShouldBe(0);
        }
        replies.Select(reply => reply.Text).Distinct().Count().ShouldBeGreaterThan(6);
    }

    [Fact]
    public async Task A_choice_is_one_of_its_values()
    {
        await using var tiny = await TinyClient.LoadAsync();
        var schema = JsonDocument.Parse("""{"enum":["yes","no"]}""").RootElement;
        for (var seed = 0; seed < 6; seed++)
            (await tiny.AskAsync("s", "choose", options => (options.Temperature, options.Seed, options.ResponseFormat) = (2, seed, ChatResponseFormat.ForJsonSchema(schema)))).Text.ShouldBeOneOf("\"yes\"", "\"no\"");
    }

    [Fact]
    public async Task Json_without_a_schema_is_an_object()
    {
        await using var tiny = await TinyClient.LoadAsync();
        var reply = await tiny.AskAsync("s", "anything", options => (options.ResponseFormat, options.MaxOutputTokens, options.Temperature, options.Seed) = (ChatResponseFormat.Json, 1500, 3, 2));
        reply.Text.ShouldStartWith("{");
        if (reply.FinishReason == ChatFinishReason.Stop)
            JsonDocument.Parse(reply.Text).RootElement.ValueKind.ShouldBe(JsonValueKind.Object);
    }

    [Theory]
    [InlineData("""{"type":"string","pattern":"a+"}""", "# has 'pattern'")]
    [InlineData("""{"type":"object","properties":{"a":{"$ref":"#/x"}}}""", "#/a names no type")]
    [InlineData("""{"type":"array","items":{"type":"date"}}""", "#/items has the unknown type 'date'")]
    [InlineData("""{"type":"string","maxLength":100000}""", "maxLength that is not between 0 and 1500")]
    [InlineData("""{"type":"object","properties":{},"required":["b"]}""", "requires 'b'")]
    [InlineData("""{"type":"array"}""", "has no items")]
    [InlineData("""{"enum":[]}""", "has an empty enum")]
    [InlineData("""{"type":"integer","minimum":1}""", "has 'minimum'")]
    public void A_schema_that_cannot_be_enforced_is_refused_with_the_place(string schema, string message) =>
        Should.Throw<NotSupportedException>(() => JsonSchemaGrammar.Of(JsonDocument.Parse(schema).RootElement)).Message.ShouldContain(message);
}
