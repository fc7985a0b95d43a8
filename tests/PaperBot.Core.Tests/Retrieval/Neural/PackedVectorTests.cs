using FsCheck;
using FsCheck.Fluent;

namespace PaperBot.Retrieval.Neural;

public sealed class PackedVectorTests
{
    [Fact]
    public void Cosines_survive_packing_to_a_hundredth() => Prop.ForAll(
        ArbMap.Default.ArbFor<int>(),
        seed =>
        {
            var random = new Random(seed);
            var (query, other) = (Unit(random), Unit(random));
            var exact = query.Zip(other, (a, b) => (double)a * b).Sum();
            return Math.Abs(PackedVector.Cosines(PackedVector.Pack([query, other], 48), query)[1] - exact) < 0.01
                && Math.Abs(PackedVector.Cosines(PackedVector.Pack([query], 48), query)[0] - 1) < 0.01;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_vector_of_zeros_is_near_nothing() => PackedVector.Cosines(PackedVector.Pack([new float[8]], 8), [1, 0, 0, 0, 0, 0, 0, 0]).ShouldBe([0]);

    [Fact]
    public void No_vectors_give_no_cosines() => PackedVector.Cosines(PackedVector.Pack([], 8), new float[8]).ShouldBeEmpty();

    private static float[] Unit(Random random)
    {
        var vector = Enumerable.Range(0, 48).Select(_ => (float)(random.NextDouble() * 2 - 1)).ToArray();
        var length = MathF.Sqrt(vector.Sum(value => value * value));
        return [.. vector.Select(value => value / length)];
    }
}
