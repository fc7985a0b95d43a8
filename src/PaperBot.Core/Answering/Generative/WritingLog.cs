namespace PaperBot.Answering.Generative;

/// <summary>What came of asking a model for an answer.</summary>
internal sealed class WritingLog(string promptHash)
{
    private readonly List<ClaimCheck> _checks = [];

    /// <summary>Every sentence with its verdict, in the order written.</summary>
    public IReadOnlyList<ClaimCheck> Checks => _checks;

    /// <summary>Sentences that say something for the first time.</summary>
    public int Written { get; private set; }

    public int Kept { get; private set; }

    public int Repaired { get; private set; }

    /// <summary>Sentences quoted besides.</summary>
    public int Quoted { get; set; }

    /// <summary>Why the answer is not to be used, one plain sentence; null when it is.</summary>
    public string? Failure { get; set; }

    /// <summary>The model said that the evidence does not hold the answer.</summary>
    public bool FoundNothing { get; set; }

    /// <summary>The answer has all the words it may have.</summary>
    public bool IsFull { get; set; }

    /// <summary>The model broke and is to be loaded anew.</summary>
    public bool Broke { get; set; }

    public WritingCount Count => new(promptHash, Written, Written - Kept, Repaired, Quoted);

    /// <summary>At least half of what was written holds.</summary>
    public bool Holds => Kept > 0 && Kept * 2 >= Written;

    /// <summary>Every sentence holds as it was written and cited.</summary>
    public bool IsFlawless => Kept > 0 && Kept == _checks.Count && Repaired == 0;

    public void Add(JudgedSentence sentence)
    {
        _checks.Add(sentence.Check);
        if (sentence.IsRepeat)
            return;
        Written++;
        Kept += sentence.Claim is null ? 0 : 1;
        Repaired += sentence.Check.Repair is null ? 0 : 1;
    }
}
