using PaperBot.Answering.Generative;
using PaperBot.Answering.Weighing;
using PaperBot.Models;
using PaperBot.Papers;

namespace PaperBot.Answering;

/// <summary>The claims of an answer, and how they came about.</summary>
internal sealed class ComposedAnswer(WeighedEvidence evidence, StepWatch watch)
{
    private readonly List<ClaimCheck> _checks = [];

    public WeighedEvidence Evidence => evidence;

    public StepWatch Watch => watch;

    /// <summary>The candidate papers by id.</summary>
    public IReadOnlyDictionary<string, Paper> Papers { get; } = evidence.Papers.ToDictionary(paper => paper.Ranked.Paper.Id, paper => paper.Ranked.Paper, StringComparer.Ordinal);

    public AnswerDraft Draft { get; private set; } = new(evidence);

    /// <summary>Who wrote it.</summary>
    public string Engine { get; set; } = ChatEngines.Extractive;

    /// <summary>Why a model that was wanted did not.</summary>
    public string? Note { get; set; }

    /// <summary>What the model did; null when none was asked.</summary>
    public WritingLog? Log { get; set; }

    /// <summary>Every sentence that was checked. Of a reply that is not used, those that failed.</summary>
    public IReadOnlyList<ClaimCheck> Checks => [.. (Log?.Checks ?? []).Where(check => Log!.Failure is null || !check.Passed), .. _checks];

    /// <summary>Dropped from the answer as it stands.</summary>
    public int Dropped => (Log is { Failure: null } ? Log.Count.Dropped : 0) + _checks.Count(check => !check.Passed);

    public void Add(ClaimCheck quoted) => _checks.Add(quoted);

    /// <summary>Forgets the claims so far.</summary>
    public void BeginAnew() => (Draft, Engine) = (new AnswerDraft(evidence), ChatEngines.Extractive);
}
