using PaperBot.Papers;

namespace PaperBot.Answering.Generative;

/// <summary>Tells sentences that a model copies from what it was told instead of from the evidence.</summary>
internal sealed class PromptEcho
{
    private const int WordsAlike = 5;

    /// <summary>Letters that a sentence must hold beside the question to say something.</summary>
    private const int SaidBeside = 40;

    private readonly HashSet<string> _rules;
    private readonly string _question;

    /// <param name="rules">The prompt's fixed text.</param>
    /// <param name="question">As asked.</param>
    /// <param name="evidence">What may be copied.</param>
    public PromptEcho(string rules, string question, string evidence)
    {
        _rules = Runs(rules).ToHashSet(StringComparer.Ordinal);
        _rules.ExceptWith(Runs(evidence));
        _question = PaperId.NormaliseTitle(ReplyLayout.Sentence(question));
    }

    /// <summary>True when the sentence shares a run of words with the rules, or says no more than the question.</summary>
    public bool IsIn(string sentence)
    {
        var plain = PaperId.NormaliseTitle(sentence);
        if (Runs(sentence).Any(_rules.Contains) || _question.Contains(plain, StringComparison.Ordinal))
            return true;
        // "The answer to the question … is …"
        return _question.Length > 0 && plain.Contains(_question, StringComparison.Ordinal) && plain.Length < _question.Length + SaidBeside;
    }

    private static IEnumerable<string> Runs(string text)
    {
        var words = PaperId.NormaliseTitle(text).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        for (var i = 0; i + WordsAlike <= words.Length; i++)
            yield return string.Join(' ', words[i..(i + WordsAlike)]);
    }
}
