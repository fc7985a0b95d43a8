using Microsoft.Extensions.AI;

namespace PaperBot.LLama.Embedding;

/// <summary>Compares vectors.</summary>
internal static class Similarity
{
    /// <summary>The cosine of two vectors of length one.</summary>
    public static double Of(Embedding<float> a, Embedding<float> b)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Vector.Length; i++)
            sum += (double)a.Vector.Span[i] * b.Vector.Span[i];
        return sum;
    }
}
