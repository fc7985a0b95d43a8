using PaperBot.Papers;
using PaperBot.Testing;
using PaperBot.Tests;
using Xunit.Abstractions;

namespace PaperBot.Answering.Generative;

public sealed class SuspectTextTests(ITestOutputHelper output)
{
    [SharedFact("library/arxiv-2025-2026.jsonl.gz")]
    public void Hardly_any_sentence_of_real_abstracts_is_suspect()
    {
        var (all, suspect, commands) = (0, 0, 0);
        foreach (var sentence in SharedPapers.Arxiv(20_000, 10).SelectMany(paper => SentenceSplitter.Split(paper.Abstract).Append(paper.Title)))
        {
            all++;
            if (!SuspectText.Is(sentence))
                continue;
            suspect++;
            commands += SuspectText.Commands(sentence) ? 1 : 0;
            output.WriteLine((SuspectText.Commands(sentence) ? "COMMANDS " : "") + sentence);
        }
        output.WriteLine($"{all} sentences, {suspect} suspect, {commands} of them not quoted");
        (suspect / (double)all).ShouldBeLessThan(.005);
        (commands / (double)all).ShouldBeLessThan(.0005);
    }
}
