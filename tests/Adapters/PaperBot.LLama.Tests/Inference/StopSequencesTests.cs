using FsCheck;
using FsCheck.Fluent;

namespace PaperBot.LLama.Inference;

public sealed class StopSequencesTests
{
    [Fact]
    public void However_a_reply_is_cut_into_pieces_the_same_text_passes()
    {
        var letters = Gen.Elements('a', 'b', 'c').ArrayOf().Select(array => new string(array));
        var stops = Gen.Elements("ab", "abc", "cc", "b", "aabb", "ca").ArrayOf(2);
        Prop.ForAll(Arb.From(letters), Arb.From(stops), Arb.From(Gen.Choose(1, 4)), (text, ends, piece) => Pass(text, ends, piece) == Pass(text, ends, 1)).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void What_passes_holds_no_stop_text_and_no_part_of_the_one_that_ended_it()
    {
        var letters = Gen.Elements('a', 'b', 'c').ArrayOf().Select(array => new string(array));
        Prop.ForAll(Arb.From(letters), Arb.From(Gen.Elements("ab", "abc", "cc", "aab", "abab")), (text, stop) =>
            Pass(text, [stop], 2) == (text.IndexOf(stop, StringComparison.Ordinal) is >= 0 and var at ? text[..at] : text)).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Nothing_of_a_stop_text_is_shown_before_it_is_known_not_to_be_one()
    {
        var stops = new StopSequences(["User:"]);
        stops.Pass("Hello Us").ShouldBe("Hello ");
        stops.Pass("e").ShouldBe("");
        stops.Pass("ful").ShouldBe("Useful");
        stops.Pass(" User").ShouldBe(" ");
        stops.Rest().ShouldBe("User");
    }

    private static string Pass(string text, string[] stops, int piece)
    {
        var passing = new StopSequences(stops);
        var passed = string.Concat(text.Chunk(piece).Select(part => passing.Pass(new string(part))).ToArray());
        return passing.Stopped ? passed : passed + passing.Rest();
    }
}
