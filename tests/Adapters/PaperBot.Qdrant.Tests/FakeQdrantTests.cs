using System.Text.Json;
using PaperBot.Qdrant.Server;
using PaperBot.Testing;

namespace PaperBot.Qdrant;

/// <summary>The server of these tests seen by Qdrant's own JavaScript client, so that it is not made after ours.</summary>
public sealed class FakeQdrantTests
{
    private const string Script = """
        import { QdrantClient } from '@qdrant/js-client-grpc';
        const [url, key] = process.argv.slice(2);
        const client = new QdrantClient({ url, apiKey: key, checkCompatibility: false });
        const collections = client.api('collections'), points = client.api('points');
        const code = async call => { try { await call(); return 'ok'; } catch (error) { return error.code; } };
        const uuid = n => ({ pointIdOptions: { case: 'uuid', value: `00000000-0000-4000-8000-00000000000${n}` } });
        const dense = data => ({ vector: { case: 'dense', value: { data } } });
        const sparse = (indices, values) => ({ vector: { case: 'sparse', value: { indices, values } } });
        const named = vectors => ({ vectorsOptions: { case: 'vectors', value: { vectors } } });
        const text = value => ({ kind: { case: 'stringValue', value } });
        const list = values => ({ kind: { case: 'listValue', value: { values } } });
        const whole = value => ({ kind: { case: 'integerValue', value: BigInt(value) } });
        const result = {};
        await collections.create({
          collectionName: 'first',
          vectorsConfig: { config: { case: 'paramsMap', value: { map: { dense: { size: 2n, distance: 1, quantizationConfig: { quantization: { case: 'scalar', value: { type: 1, quantile: 0.99 } } } } } } } },
          sparseVectorsConfig: { map: { terms: { modifier: 1 } } },
        });
        await points.createFieldIndex({ collectionName: 'first', wait: true, fieldName: 'tags', fieldType: 0 });
        result.twice = await code(() => collections.create({ collectionName: 'first' }));
        result.unknown = await code(() => points.count({ collectionName: 'nowhere' }));
        result.upserted = (await points.upsert({ collectionName: 'first', wait: true, points: [
          { id: uuid(1), payload: { tags: list([text('a'), text('b')]), year: whole(2020) }, vectors: named({ dense: dense([3, 4]), terms: sparse([7, 9], [0.5, 0.25]) }) },
          { id: uuid(2), payload: { tags: list([text('b')]), year: whole(2022) }, vectors: named({ dense: dense([0, 2]), terms: sparse([9], [0.5]) }) },
          { id: uuid(3), payload: { year: whole(2024) }, vectors: named({ terms: sparse([8], [0.5]) }) },
        ] })).result.status;
        const one = vectors => () => points.upsert({ collectionName: 'first', points: [{ id: uuid(4), payload: {}, vectors }] });
        result.size = await code(one(named({ dense: dense([1, 2, 3]) })));
        result.name = await code(one(named({ other: dense([1, 2]) })));
        result.twin = await code(one(named({ terms: sparse([1, 1], [1, 1]) })));
        const nearest = value => ({ variant: { case: 'nearest', value: { variant: value } } });
        const byTerms = nearest({ case: 'sparse', value: { indices: [7, 9], values: [1, 1] } });
        const byMeaning = nearest({ case: 'dense', value: { data: [1, 0] } });
        const ask = async request => (await points.query({ collectionName: 'first', ...request })).result.map(hit => [Number(hit.id.pointIdOptions.value.slice(-1)), hit.score]);
        result.terms = await ask({ query: byTerms, using: 'terms', limit: 10n });
        result.meaning = await ask({ query: byMeaning, using: 'dense', limit: 10n });
        result.missing = await code(() => ask({ query: byMeaning, limit: 10n }));
        result.longer = await code(() => ask({ query: nearest({ case: 'dense', value: { data: [1, 0, 0] } }), using: 'dense' }));
        result.fused = await ask({ prefetch: [{ query: byTerms, using: 'terms', limit: 5n }, { query: byMeaning, using: 'dense', limit: 5n }], query: { variant: { case: 'fusion', value: 0 } } });
        result.fusedAlone = await code(() => ask({ query: { variant: { case: 'fusion', value: 0 } } }));
        const field = (key, condition) => ({ conditionOneOf: { case: 'field', value: { key, ...condition } } });
        const tagged = value => field('tags', { match: { matchValue: { case: 'keyword', value } } });
        result.tagged = await ask({ query: byMeaning, using: 'dense', filter: { must: [tagged('b')], mustNot: [tagged('a')] } });
        result.since = Number((await points.count({ collectionName: 'first', exact: true, filter: { must: [field('year', { range: { gte: 2022 } })] } })).result.count);
        await collections.updateAliases({ actions: [{ action: { case: 'createAlias', value: { collectionName: 'first', aliasName: 'serving' } } }] });
        await collections.create({ collectionName: 'second' });
        result.half = await code(() => collections.updateAliases({ actions: [
          { action: { case: 'deleteAlias', value: { aliasName: 'serving' } } },
          { action: { case: 'createAlias', value: { collectionName: 'nowhere', aliasName: 'serving' } } },
        ] }));
        result.still = (await collections.listAliases({})).aliases.map(alias => [alias.aliasName, alias.collectionName]);
        result.throughAlias = Number((await points.count({ collectionName: 'serving', exact: true })).result.count);
        await points.delete({ collectionName: 'serving', wait: true, points: { pointsSelectorOneOf: { case: 'points', value: { ids: [uuid(1)] } } } });
        result.scrolled = (await points.scroll({ collectionName: 'first', limit: 1 })).result.map(point => point.payload.year.kind.value.toString());
        const other = new QdrantClient({ url, apiKey: 'wrong', checkCompatibility: false });
        result.stranger = await code(() => other.api('collections').list({}));
        console.log(JSON.stringify(result));
        """;

    [NpmFact("@qdrant/js-client-grpc")]
    public async Task The_servers_own_client_finds_what_the_protocol_promises()
    {
        await using var server = await FakeQdrant.StartedAsync();
        server.Key = "right";
        var result = JsonDocument.Parse(await NpmClient.RunAsync(Script, server.Address, "right")).RootElement;
        int Code(string name) => result.GetProperty(name).GetInt32();
        (Code("twice"), Code("unknown"), Code("size"), Code("name"), Code("twin"), Code("missing"), Code("longer"), Code("fusedAlone"), Code("half"), Code("stranger"))
            .ShouldBe((6, 5, 3, 3, 3, 3, 3, 3, 5, 16));
        Code("upserted").ShouldBe(2);
        // Three points have terms: one has the first term, two the second.
        var (rare, common) = (Math.Log(1 + 2.5 / 1.5), Math.Log(1 + 1.5 / 2.5));
        Hits("terms").ShouldBe([(1, Math.Round(0.5 * rare + 0.25 * common, 5)), (2, Math.Round(0.5 * common, 5))]);
        Hits("meaning").ShouldBe([(1, 0.6), (2, 0)]);
        Hits("fused").ShouldBe([(1, 1), (2, Math.Round(2.0 / 3, 5))]);
        Hits("tagged").ShouldBe([(2, 0)]);
        Code("since").ShouldBe(2);
        Code("throughAlias").ShouldBe(3);
        result.GetProperty("still").GetRawText().ShouldBe("""[["serving","first"]]""");
        result.GetProperty("scrolled").GetRawText().ShouldBe("""["2022"]""");

        List<(int, double)> Hits(string name) => [.. result.GetProperty(name).EnumerateArray().Select(hit => (hit[0].GetInt32(), Math.Round(hit[1].GetDouble(), 5)))];
    }
}
