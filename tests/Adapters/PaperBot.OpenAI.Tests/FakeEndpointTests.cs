using PaperBot.Testing;

namespace PaperBot.OpenAI;

/// <summary>The server of these tests is right for a client that we did not write: OpenAI's own from npm.</summary>
public sealed class FakeEndpointTests
{
    private const string Script = """
        import OpenAI from 'openai';
        const client = new OpenAI({ baseURL: process.argv[2], apiKey: 'right-key', maxRetries: 1 });
        const say = (name, value) => console.log(name + '=' + JSON.stringify(value));
        const models = [];
        for await (const model of client.models.list()) models.push(model.id);
        say('models', models);
        const request = { model: 'writer-1', messages: [{ role: 'system', content: 'Be brief.' }, { role: 'user', content: 'Hello?' }], max_completion_tokens: 20 };
        const whole = await client.chat.completions.create(request);
        say('whole', [whole.choices[0].message.content, whole.choices[0].finish_reason, whole.usage.total_tokens]);
        let text = '', usage = null, finish = null;
        for await (const chunk of await client.chat.completions.create({ ...request, stream: true, stream_options: { include_usage: true } })) {
            text += chunk.choices[0]?.delta?.content ?? '';
            finish = chunk.choices[0]?.finish_reason ?? finish;
            usage = chunk.usage ?? usage;
        }
        say('streamed', [text, finish, usage.total_tokens]);
        const vectors = await client.embeddings.create({ model: 'embedder-1', input: ['ab', 'xyz'] });
        say('vectors', vectors.data.sort((a, b) => a.index - b.index).map(item => Array.from(item.embedding)));
        const refused = async (call) => { try { await call(); return null; } catch (error) { return [error.status, error.code]; } };
        say('unknown', await refused(() => client.chat.completions.create({ ...request, model: 'other' })));
        say('bad', await refused(() => client.chat.completions.create({ ...request, temperature: 9 })));
        say('key', await refused(() => new OpenAI({ baseURL: process.argv[2], apiKey: 'wrong', maxRetries: 0 }).models.list()));
        """;

    [NpmFact("openai")]
    public async Task The_official_client_understands_it()
    {
        await using var server = await Given.ServerAsync();
        server.Key = "right-key";
        var said = (await NpmClient.RunAsync(Script, server.Root + "/v1")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        said.ShouldBe(
        [
            """models=["writer-1","embedder-1"]""",
            """whole=["Retrieval heads copy tokens.","stop",15]""",
            """streamed=["Retrieval heads copy tokens.","stop",15]""",
            "vectors=[[2,97,3],[3,120,3]]",
            """unknown=[404,"model_not_found"]""",
            "bad=[400,null]",
            """key=[401,"invalid_api_key"]""",
        ]);
    }
}
