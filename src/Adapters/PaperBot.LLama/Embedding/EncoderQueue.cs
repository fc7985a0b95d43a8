namespace PaperBot.LLama.Embedding;

/// <summary>Jobs that wait, the more urgent first, and first come first served among equals. Not safe for concurrent use.</summary>
internal sealed class EncoderQueue
{
    private readonly List<EncoderJob>[] _jobs = [.. Enum.GetValues<EncoderPriority>().Select(_ => new List<EncoderJob>())];

    /// <summary>The most urgent priority that waits; null when nothing does.</summary>
    public EncoderPriority? Next
    {
        get
        {
            foreach (var jobs in _jobs)
                jobs.RemoveAll(job => !job.HasMore);
            var first = Array.FindIndex(_jobs, jobs => jobs.Count > 0);
            return first < 0 ? null : (EncoderPriority)first;
        }
    }

    public void Add(EncoderJob job) => _jobs[(int)job.Priority].Add(job);

    /// <summary>Texts of one priority, as many as fit into a batch.</summary>
    public List<EncoderText> Take(EncoderPriority priority, int tokens, int texts)
    {
        var batch = new List<EncoderText>();
        foreach (var job in _jobs[(int)priority])
        {
            while (job.HasMore && batch.Count < texts && job.NextLength <= tokens)
            {
                var (place, text) = job.Take();
                batch.Add(new EncoderText(job, place, text));
                tokens -= text.Length;
            }
        }
        return batch;
    }

    /// <summary>Takes everything out.</summary>
    public IReadOnlyList<EncoderJob> Clear()
    {
        var all = _jobs.SelectMany(jobs => jobs).ToList();
        foreach (var jobs in _jobs)
            jobs.Clear();
        return all;
    }
}
