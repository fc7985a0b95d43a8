using LLama.Native;

namespace PaperBot.LLama.Inference;

/// <summary>The system texts that stay computed. The least recently used idle one goes first.</summary>
internal sealed class PrefixCache(int places, int firstSequence)
{
    private readonly List<KeptPrefix> _kept = [];

    private long _uses;

    public IReadOnlyList<KeptPrefix> Kept => _kept;

    public int Tokens => _kept.Sum(prefix => prefix.Tokens.Length);

    public KeptPrefix? Find(string key) => _kept.Find(prefix => prefix.Key == key);

    /// <summary>Whether one more can be kept, if need be in place of an idle one.</summary>
    public bool HasPlace => _kept.Count < places || Idle is not null;

    /// <summary>The one to let go of next; null when all are in use.</summary>
    public KeptPrefix? Idle => _kept.Where(prefix => prefix.Users == 0).MinBy(prefix => prefix.LastUse);

    public bool IsFull => _kept.Count == places;

    public KeptPrefix Add(string key, LLamaToken[] tokens)
    {
        var sequence = Enumerable.Range(firstSequence, places).First(candidate => _kept.TrueForAll(prefix => prefix.Sequence.Value != candidate));
        var added = new KeptPrefix(key, tokens, (LLamaSeqId)sequence);
        _kept.Add(added);
        return added;
    }

    public void Use(KeptPrefix prefix)
    {
        prefix.Users++;
        prefix.LastUse = ++_uses;
    }

    public void Remove(KeptPrefix prefix) => _kept.Remove(prefix);

    public void Clear() => _kept.Clear();
}
