using PaperBot.Answering;
using PaperBot.Answering.Replies;
using PaperBot.Summaries.Ranking;

namespace PaperBot.Summaries.Generative;

/// <summary>Makes claims on one paper of what a model wrote; what the abstract does not support, or no reader may see, is held back and counted.</summary>
internal sealed class WrittenClaims(AnalyzedPaper paper, CheckedClaims claims, ForbiddenText forbidden)
{
    private const int FewestWords = 4;
    private const int MostWords = 60;

    private readonly HashSet<string> _told = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The claim the first sentence makes, or null: what follows a line was not asked for.</summary>
    public Claim? First(IReadOnlyList<WrittenSentence> sentences, int mostWords) => sentences.Count == 0 ? null : Make(sentences[0], _ => true, mostWords: mostWords);

    /// <summary>The claim a sentence makes, or null.</summary>
    /// <param name="fits">Whether the sentences it rests on may tell this; the first of them shares most with it.</param>
    /// <param name="fewestWords">A shorter one says nothing.</param>
    /// <param name="mostWords">A longer one is no sentence, or no phrase.</param>
    public Claim? Make(WrittenSentence sentence, Func<IReadOnlyList<AnalyzedSentence>, bool> fits, int fewestWords = FewestWords, int mostWords = MostWords)
    {
        var words = sentence.Text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length;
        if (words < fewestWords || words > mostWords || forbidden.IsIn(sentence.Text) || !_told.Add(sentence.Text))
        {
            claims.Drop();
            return null;
        }
        var quoted = QuotedSentences.Of(paper.Sentences, sentence.Text, sentence.Keys);
        if (quoted.Count > 0 && fits(quoted))
            return claims.Make(sentence.Text, quoted.Select(one => one.Text));
        claims.Drop();
        return null;
    }
}
