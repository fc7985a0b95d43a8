using System.Buffers.Binary;
using FsCheck;
using FsCheck.Fluent;
using PaperBot.Models.Gguf;
using PaperBot.Testing;

namespace PaperBot.Models;

public sealed class GgufReaderTests
{
    private static readonly byte[][] Valid = [GgufFile.Chat(), GgufFile.Embedder(), GgufFile.Reranker()];

    [Fact]
    public void The_head_tells_what_a_model_is()
    {
        Read(GgufFile.Chat()).ShouldBe(new GgufHeader { Version = 3, Architecture = "llama", Name = "A small one", Kind = ModelKind.Chat, Context = 2048, Dimensions = 64, HasTemplate = true, Template = "chatml" });
        Read(GgufFile.Embedder()).ShouldBe(new GgufHeader { Version = 3, Architecture = "bert", Kind = ModelKind.Embedder, Context = 512, Pooling = "mean" });
        Read(GgufFile.Reranker()).Kind.ShouldBe(ModelKind.Reranker);
    }

    [Theory]
    [InlineData("{{ '<|start_header_id|>' }}", "llama3")]
    [InlineData("{{ '<start_of_turn>' }}", "gemma")]
    [InlineData("{{ '[INST]' }}", "mistral")]
    [InlineData("{{ '<|user|>' ~ '<|end|>' }}", "phi")]
    [InlineData("{{ 'of my own' }}", null)]
    public void The_family_of_a_chat_template_is_told_from_its_marks(string template, string? family) => Read(GgufFile.Chat(template)).Template.ShouldBe(family);

    [SharedFact("models/SmolLM2-135M-Instruct.Q4_1.gguf")]
    public void A_real_chat_model_is_read()
    {
        var header = GgufReader.Read(SharedFiles.Path("models/SmolLM2-135M-Instruct.Q4_1.gguf"));
        (header.Kind, header.Architecture, header.Context, header.Template, header.Dimensions).ShouldBe((ModelKind.Chat, "llama", 8192L, "chatml", 576L));
    }

    [SharedFact("models/all-MiniLM-L6-v2.q8_0.gguf")]
    public void A_real_embedder_is_read_and_a_cut_one_is_called_cut()
    {
        var path = SharedFiles.Path("models/all-MiniLM-L6-v2.q8_0.gguf");
        var header = GgufReader.Read(path);
        (header.Kind, header.Architecture, header.Context, header.Pooling, header.Dimensions).ShouldBe((ModelKind.Embedder, "bert", 512L, "mean", 384L));
        using var stream = System.IO.File.OpenRead(path);
        Should.Throw<InvalidDataException>(() => GgufReader.Read(stream, stream.Length - 1)).Message.ShouldStartWith("it is cut: 25,285,311 bytes of 25,285,312 are there");
    }

    [Fact]
    public void What_is_no_GGUF_file_is_named_with_the_reason()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("m.gguf");
        System.IO.File.WriteAllText(path, "This is a text of more than a few letters.");
        Should.Throw<InvalidDataException>(() => GgufReader.Read(path)).Message.ShouldBe($"{path} cannot be used: it is no GGUF file (it does not begin with GGUF).");
        Fails([.. "GGUF"u8, 0, 0, 0, 3, .. new byte[16]]).ShouldContain("big-endian");
        Fails([.. "GGUF"u8, 1, 0, 0, 0, .. new byte[16]]).ShouldContain("of version 1");
        Fails([]).ShouldContain("too short");
    }

    [Fact]
    public void Every_cut_of_a_file_is_noticed()
    {
        foreach (var valid in Valid)
        {
            for (var length = 0; length < valid.Length; length++)
                Fails(valid[..length]).ShouldNotBeEmpty();
        }
    }

    [Fact]
    public void No_damage_makes_reading_fail_in_another_way_or_allocate_much()
    {
        var damage = from file in Gen.Elements(Valid)
                     from flips in Gen.ListOf(from at in Gen.Choose(0, file.Length - 1) from value in Gen.Choose(0, 255) select (at, (byte)value))
                     from wide in Gen.Choose(0, file.Length - 8)
                     from number in Gen.Elements(ulong.MaxValue, ulong.MaxValue / 2, 1ul << 40, 1ul << 31, 0ul)
                     from isWide in Gen.Elements(true, false)
                     select (file, flips, wide: isWide ? wide : -1, number);
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(3000), Prop.ForAll(damage.ToArbitrary(), change =>
        {
            var damaged = change.file.ToArray();
            foreach (var (at, value) in change.flips)
                damaged[at] = value;
            if (change.wide >= 0)
                BinaryPrimitives.WriteUInt64LittleEndian(damaged.AsSpan(change.wide), change.number);
            var before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                Read(damaged);
            }
            catch (InvalidDataException)
            {
                // The one way to fail.
            }
            return GC.GetAllocatedBytesForCurrentThread() - before < 2_000_000;
        }));
    }

    private static GgufHeader Read(byte[] bytes) => GgufReader.Read(new MemoryStream(bytes), bytes.Length);

    private static string Fails(byte[] bytes) => Should.Throw<InvalidDataException>(() => Read(bytes)).Message;
}
