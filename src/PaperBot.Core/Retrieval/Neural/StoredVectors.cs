using PaperBot.Papers;

namespace PaperBot.Retrieval.Neural;

/// <summary>The vectors of a paper as they are stored.</summary>
/// <param name="PaperId">Whose.</param>
/// <param name="Hash">Of the text they were made from, <see cref="VectorText.Hash"/>.</param>
/// <param name="Paper">Of the whole, packed.</param>
/// <param name="Sentences">Of the sentences, packed.</param>
internal sealed record StoredVectors(string PaperId, byte[] Hash, byte[] Paper, byte[] Sentences)
{
    /// <summary>Packs what an embedder made of the texts of <see cref="VectorText.Of"/>.</summary>
    public static StoredVectors Of(Paper paper, IReadOnlyList<ReadOnlyMemory<float>> vectors) => new(
        paper.Id, VectorText.Hash(paper), PackedVector.Pack([vectors[0]], vectors[0].Length), PackedVector.Pack([.. vectors.Skip(1)], vectors[0].Length));

    /// <summary>True when they were made from the paper's present text.</summary>
    public bool Fits(Paper paper) => Hash.AsSpan().SequenceEqual(VectorText.Hash(paper));
}

/// <summary>Names the vectors of a paper made from one text of it.</summary>
internal sealed record VectorKey(string PaperId, byte[] Hash)
{
    public static VectorKey Of(Paper paper) => new(paper.Id, VectorText.Hash(paper));
}
