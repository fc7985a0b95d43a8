namespace PaperBot.Answering.Checking;

/// <summary>"A outperforms B" is not "B outperforms A"; nor is "A is faster than B" the other way round, nor "A is explained by B" what "A explains B" says.</summary>
internal static class ComparisonCheck
{
    private const int Reach = 6;

    public static void Run(Passage claim, Passage evidence, List<string> failures)
    {
        var verbs = PassiveVerbs(claim);
        verbs.UnionWith(PassiveVerbs(evidence));
        var said = Comparisons(claim, verbs);
        if (said.Count == 0)
            return;
        var stated = Comparisons(evidence, verbs);
        foreach (var comparison in said)
        {
            // The paper may compare more than once; the one about the same things counts.
            var same = stated.FindAll(other => other.Word == comparison.Word);
            var most = same.Count == 0 ? 0 : same.Max(other => Overlap(comparison, other));
            same.RemoveAll(other => Overlap(comparison, other) < most);
            if (most > 0 && same.TrueForAll(other => IsTurned(comparison, other)))
                failures.Add($"turns the paper's comparison round at '{comparison.Surface}'");
        }
    }

    private static int Overlap(Comparison claim, Comparison stated) =>
        claim.Left.Union(claim.Right).Intersect(stated.Left.Union(stated.Right)).Count();

    private static bool IsTurned(Comparison claim, Comparison stated) =>
        claim.Left.Exists(word => stated.Right.Contains(word) && !stated.Left.Contains(word) && !claim.Right.Contains(word))
        && claim.Right.Exists(word => stated.Left.Contains(word) && !stated.Right.Contains(word) && !claim.Left.Contains(word));

    /// <summary>Stems of verbs that the text has in the passive with who does it: "explained by".</summary>
    private static HashSet<string> PassiveVerbs(Passage passage)
    {
        var verbs = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < passage.Tokens.Count; i++)
        {
            if (passage.Tokens[i].Counts && IsPassive(passage, i))
                verbs.Add(passage.Tokens[i].Stem);
        }
        return verbs;
    }

    private static bool IsPassive(Passage passage, int at) =>
        at + 1 < passage.Tokens.Count && passage.Tokens[at + 1].Lower == "by" && (passage.Tokens[at].Lower.EndsWith('d') || passage.Tokens[at].Lower == "beaten");

    private static List<Comparison> Comparisons(Passage passage, HashSet<string> verbs)
    {
        var found = new List<Comparison>();
        List<Thing>? things = null;
        for (var i = 0; i < passage.Tokens.Count; i++)
        {
            if ((Comparative(passage.Tokens[i].Lower) ?? (verbs.Contains(passage.Tokens[i].Stem) ? passage.Tokens[i].Stem : null)) is not { } word)
                continue;
            things ??= Things(passage);
            var left = Left(things, i, passage);
            var right = Right(things, i);
            var isPassive = IsPassive(passage, i);
            found.Add(new Comparison(word, passage.Tokens[i].Surface, isPassive ? right : left, isPassive ? left : right));
        }
        return found;
    }

    // Words joined by a hyphen are one thing: Whisper-Lite is not Whisper.
    private static List<Thing> Things(Passage passage)
    {
        var things = new List<Thing>(passage.Units.Count);
        var (token, broken) = (0, false);
        foreach (var unit in passage.Units)
        {
            // The comma may stand before a function word: ", whereas B".
            for (; token <= unit.TokenIndex; token++)
                broken |= passage.Tokens[token].AfterBreak;
            if (unit.Token.AfterHyphen && things.Count > 0 && things[^1].Last == unit.TokenIndex - 1)
                things[^1] = things[^1] with { Key = things[^1].Key + "-" + unit.Key, Last = unit.TokenIndex };
            else if (unit.Token.Counts)
            {
                things.Add(new Thing(unit.Key, unit.TokenIndex, unit.TokenIndex, unit.Token.OpensSentence, broken));
                broken = false;
            }
        }
        return things;
    }

    private static List<string> Left(List<Thing> things, int at, Passage passage)
    {
        var words = new List<string>(Reach);
        for (var i = things.FindLastIndex(thing => thing.Last < at); i >= 0 && words.Count < Reach; i--)
        {
            words.Add(things[i].Key);
            if (things[i].Opens || things[i].First == 0 || Comparative(passage.Tokens[things[i].First - 1].Lower) is not null)
                break;
        }
        return words;
    }

    private static List<string> Right(List<Thing> things, int at)
    {
        var words = new List<string>(Reach);
        var from = things.FindIndex(thing => thing.First > at);
        for (var i = from; i >= 0 && i < things.Count && words.Count < Reach; i++)
        {
            if (things[i].Opens || (i > from && things[i].AfterBreak))
                break;
            words.Add(things[i].Key);
        }
        return words;
    }

    private static string? Comparative(string lower) => lower switch
    {
        "than" => "than",
        "outperform" or "outperforms" or "outperformed" or "outperforming" => "outperform",
        "surpass" or "surpasses" or "surpassed" or "surpassing" => "surpass",
        "exceed" or "exceeds" or "exceeded" or "exceeding" => "exceed",
        "beat" or "beats" or "beaten" or "beating" => "beat",
        "underperform" or "underperforms" or "underperformed" or "underperforming" => "underperform",
        "superior" => "superior",
        "inferior" => "inferior",
        "precede" or "precedes" or "preceded" or "preceding" => "precede",
        "follow" or "follows" or "followed" => "follow",
        "cause" or "causes" or "caused" => "cause",
        _ => null,
    };

    /// <summary>A word, or words joined by hyphens, with the places of their tokens.</summary>
    private sealed record Thing(string Key, int First, int Last, bool Opens, bool AfterBreak);

    /// <summary>What is compared with what; the winner of a passive verb stands left.</summary>
    private sealed record Comparison(string Word, string Surface, List<string> Left, List<string> Right);
}
