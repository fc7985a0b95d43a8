using PaperBot.Papers;

namespace PaperBot.Retrieval.Indexing;

/// <summary>The one document that a paper is in an index.</summary>
public static class IndexedText
{
    /// <summary>Title and abstract.</summary>
    public static string Of(Paper paper)
    {
        ArgumentNullException.ThrowIfNull(paper);
        return paper.Abstract.Length == 0 ? paper.Title : paper.Title + ". " + paper.Abstract;
    }
}
