namespace PaperBot.Retrieval.Indexing;

/// <summary>The parts of BM25 that every index computes alike (Robertson and Zaragoza 2009, without the constant factor k1 + 1).</summary>
public static class Bm25
{
    /// <summary>ln(1 + (N - n + 0.5) / (n + 0.5)).</summary>
    public static double Idf(int papers, int papersWith) => Math.Log(1 + (papers - papersWith + 0.5) / (papersWith + 0.5));

    /// <summary>tf / (tf + k1·(1 - b + b·length / mean)).</summary>
    public static double Impact(int count, int length, double mean, double k1, double b) => count / (count + k1 * (1 - b + b * length / mean));
}
