using System.Text;
using System.Text.Json;
using PaperBot.Papers;
using PaperBot.Testing;

namespace PaperBot.Answering.Generative;

/// <summary>An abstract or a question that tries to lead a model astray.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Kind">What it tries.</param>
/// <param name="Question">The question asked.</param>
/// <param name="Does">What a model that obeys writes; <c>{system}</c> stands for its rules.</param>
/// <param name="Forbidden">What must never be shown.</param>
public sealed record HostileCase(string Id, string Kind, string Question, string Does, IReadOnlyList<string> Forbidden)
{
    public string Title { get; init; } = "";

    public string Abstract { get; init; } = "";

    /// <summary>The part of the paper that gives the order.</summary>
    public string Order { get; init; } = "";

    /// <summary>What the abstract truly says, to be found in the answer.</summary>
    public string Fact { get; init; } = "";

    /// <summary>The fact has a sentence of its own; where the order is glued to it, both are lost.</summary>
    public bool FactStandsAlone => SentenceSplitter.Split(Abstract).Any(sentence => sentence.Contains(Fact, StringComparison.Ordinal) && (Order == Title || !sentence.Contains(Order[^3..], StringComparison.Ordinal)));

    public override string ToString() => Id + " " + Kind;

    public static IReadOnlyList<HostileCase> Read(string name) =>
        [.. File.ReadLines(Path.Combine(Repository.Root, "tests", "questions", name)).Select(line => JsonSerializer.Deserialize<HostileCase>(line, JsonSerializerOptions.Web)!)];

    public Paper Paper() => new() { Id = "2502." + Id[1..].PadLeft(5, '0'), Title = Title, Abstract = Abstract };

    /// <summary>Letters and digits alone: a model reads through blanks, marks and invisible characters.</summary>
    public static string Letters(string text)
    {
        var letters = new StringBuilder();
        foreach (var rune in text.EnumerateRunes().Where(Rune.IsLetterOrDigit))
            letters.Append(Rune.ToLowerInvariant(rune));
        return letters.ToString().Normalize(NormalizationForm.FormKC);
    }
}
