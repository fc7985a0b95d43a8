namespace PaperBot.Models.Gguf;

/// <summary>How much room tensors take: each type packs a block of numbers into so many bytes.</summary>
internal static class GgufTensorType
{
    /// <summary>Bytes of <paramref name="elements"/> numbers; 0 for a type that is newer than this table.</summary>
    public static UInt128 Bytes(uint type, UInt128 elements)
    {
        var (block, bytes) = Block(type);
        return (elements + block - 1) / block * bytes;
    }

    private static (uint Numbers, uint Bytes) Block(uint type) => type switch
    {
        0 or 26 => (1, 4), // F32, I32
        1 or 25 or 30 => (1, 2), // F16, I16, BF16
        24 => (1, 1), // I8
        27 or 28 => (1, 8), // I64, F64
        2 or 20 => (32, 18), // Q4_0, IQ4_NL
        3 => (32, 20), // Q4_1
        6 => (32, 22), // Q5_0
        7 => (32, 24), // Q5_1
        8 => (32, 34), // Q8_0
        9 => (32, 36), // Q8_1
        39 => (32, 17), // MXFP4
        10 => (256, 84), // Q2_K
        11 or 21 => (256, 110), // Q3_K, IQ3_S
        12 => (256, 144), // Q4_K
        13 => (256, 176), // Q5_K
        14 => (256, 210), // Q6_K
        15 => (256, 292), // Q8_K
        16 or 35 => (256, 66), // IQ2_XXS, TQ2_0
        17 => (256, 74), // IQ2_XS
        18 => (256, 98), // IQ3_XXS
        19 => (256, 50), // IQ1_S
        22 => (256, 82), // IQ2_S
        23 => (256, 136), // IQ4_XS
        29 => (256, 56), // IQ1_M
        34 => (256, 54), // TQ1_0
        _ => (1, 0),
    };
}
