using PaperBot.Answering.Reading;
using PaperBot.Retrieval;
using PaperBot.Retrieval.Terms;

namespace PaperBot.Answering.Weighing;

/// <summary>Weighs the papers and sentences of a search as bearers of the answer.</summary>
internal sealed class Weigher(TermSimilarity similarity)
{
    /// <summary>Share of the best paper's coverage below which another paper is no source.</summary>
    private const double LeastShareOfBest = 0.7;

    private const int Candidates = 20;

    /// <summary>Most words find a term of this cosine in any abstract by chance; below it nothing stands for them.</summary>
    private const double CloseEnough = 0.35;

    /// <summary>Weighs the first papers of a search; the sentences of the best <paramref name="sources"/> too.</summary>
    public WeighedEvidence Weigh(RetrievalResult retrieval, int sources)
    {
        var question = QuestionParser.Parse(retrieval.Query);
        var weights = QuestionWeights.Of(question, retrieval, similarity);
        var (paperWeights, neural) = retrieval.IsNeural ? (PaperWeights.Neural, NeuralMeans.Of(retrieval.Papers.Take(Candidates))) : (PaperWeights.BuiltIn, null);
        var candidates = retrieval.Papers.Take(Candidates).Select(ranked => (Ranked: ranked, Signals: Paper(weights, ranked, neural)))
            .Select(candidate => (candidate.Ranked, candidate.Signals, Logit: paperWeights.Logit(candidate.Signals)))
            .OrderByDescending(candidate => candidate.Ranked.Paper.Id == retrieval.ExactPaperId).ThenByDescending(candidate => candidate.Logit)
            .ThenBy(candidate => candidate.Ranked.Paper.Id, StringComparer.Ordinal).ToList();
        var probabilities = Softmax(candidates.ConvertAll(candidate => candidate.Logit));
        return new WeighedEvidence(question, [.. candidates.Select((candidate, i) => new WeighedPaper(
            candidate.Ranked, candidate.Signals, candidate.Logit, probabilities[i],
            i < sources && IsSource(candidate.Signals, candidates[0].Signals) ? Sentences(weights, candidate.Ranked, probabilities[i]) : []))]);
    }

    // A second paper is quoted only when it speaks of nearly as much of the question as the best one.
    private static bool IsSource(PaperSignals paper, PaperSignals best) =>
        paper.SoftCoverage >= LeastShareOfBest * best.SoftCoverage && paper.MissingNames.Count <= best.MissingNames.Count;

    private PaperSignals Paper(QuestionWeights question, RankedPaper ranked, NeuralMeans? neural)
    {
        var paper = PaperText.Of(ranked.Paper);
        var (soft, absent) = (0.0, 0.0);
        var missing = new List<string>();
        foreach (var (word, weight, _) in question.Words)
        {
            var match = paper.Match(word, similarity);
            soft += weight * match;
            absent += match < CloseEnough ? weight : 0;
            if (word.IsName && match < PaperText.RelatedMatch)
                missing.Add(word.Surface);
        }
        var total = Math.Max(question.Total, 1e-9);
        return new PaperSignals(
            ranked.Score,
            soft / total,
            BestPair(question, ranked) / total,
            absent / total,
            ranked.TableCosine ?? ranked.Cosine,
            ranked.Sentences.Count == 0 ? ranked.TableCosine ?? ranked.Cosine : ranked.Sentences.Max(sentence => sentence.Cosine),
            question.IdfMass > 0 ? ranked.Bm25 / question.IdfMass : 0,
            missing,
            neural?.Paper(ranked) ?? 0,
            neural?.Sentence(ranked) ?? 0);
    }

    private WeighedSentence[] Sentences(QuestionWeights question, RankedPaper ranked, double probability)
    {
        var weights = NeuralMeans.HasVectors(ranked) ? SentenceWeights.Neural : SentenceWeights.BuiltIn;
        var shares = Softmax([.. Signals(question, ranked).Select(weights.Logit)]);
        return [.. ranked.Sentences.Select((sentence, i) => new WeighedSentence(sentence, ranked, probability * shares[i]))];
    }

    /// <summary>The signals of each sentence of a paper, for fitting.</summary>
    public IReadOnlyList<SentenceSignals> SignalsOf(RetrievalResult retrieval, RankedPaper ranked) =>
        Signals(QuestionWeights.Of(QuestionParser.Parse(retrieval.Query), retrieval, similarity), ranked);

    private SentenceSignals[] Signals(QuestionWeights question, RankedPaper ranked)
    {
        var sentences = ranked.Sentences;
        var texts = sentences.Select(sentence => new PaperText(sentence.Text)).ToList();
        var matches = question.Words.Select(word => texts.ConvertAll(text => text.Match(word.Word, similarity))).ToList();
        var holders = matches.ConvertAll(match => match.Count(value => value >= 1));
        var meanNeural = sentences.Average(sentence => sentence.NeuralCosine) ?? 0;
        var meanCosine = sentences.Count == 0 ? 0 : sentences.Average(sentence => sentence.Cosine);
        var total = Math.Max(question.Total, 1e-9);
        var kind = question.Question.Kind;
        return [.. sentences.Select((sentence, i) =>
        {
            var rare = 0.0;
            for (var w = 0; w < question.Words.Count; w++)
                rare += matches[w][i] >= 1 ? question.Words[w].Weight / holders[w] : 0;
            return new SentenceSignals(
                question.Question.Clauses.Select(clause => ClauseCoverage(question, clause, matches, i)).DefaultIfEmpty(0).Max(),
                rare / total,
                sentence.Cosine - meanCosine,
                sentences.Count > 1 ? (double)i / (sentences.Count - 1) : 0,
                One((kind & QuestionKind.Quantity) != 0 && SentenceCues.HasNumber(sentence.Text)),
                One((kind & (QuestionKind.Method | QuestionKind.Choice | QuestionKind.Definition)) != 0 && SentenceCues.PresentsIdea(sentence.Text)),
                One((kind & QuestionKind.Choice) != 0 && HasNewName(sentence.Text, question.Question)),
                One(kind == QuestionKind.Definition && matches.Exists(match => match[i] >= 1) && SentenceCues.Defines(sentence.Text)),
                One(SentenceCues.IsBackground(sentence.Text)),
                One(SentenceCues.OnlyPoints(sentence.Text)),
                Math.Log(1 + texts[i].Terms.Count(term => !question.Question.Terms.Contains(term) && !EverydayWords.ContainsStem(term))),
                One(i == 0),
                sentence.NeuralCosine - meanNeural ?? 0);
        })];
    }

    private static double One(bool holds) => holds ? 1 : 0;

    private static double[] Softmax(List<double> logits)
    {
        if (logits.Count == 0)
            return [];
        var highest = logits.Max();
        double[] powers = [.. logits.Select(logit => Math.Exp(logit - highest))];
        var sum = powers.Sum();
        return [.. powers.Select(power => power / sum)];
    }

    private static double ClauseCoverage(QuestionWeights question, IReadOnlySet<string> clause, List<List<double>> matches, int sentence)
    {
        double covered = 0, total = 0;
        for (var w = 0; w < question.Words.Count; w++)
        {
            if (!question.Words[w].Word.Terms.All(clause.Contains))
                continue;
            covered += question.Words[w].Weight * matches[w][sentence];
            total += question.Words[w].Weight;
        }
        return total > 0 ? covered / total : 0;
    }

    private double BestPair(QuestionWeights question, RankedPaper ranked)
    {
        var best = 0.0;
        for (var i = 0; i < ranked.Sentences.Count; i++)
        {
            var text = new PaperText(i + 1 < ranked.Sentences.Count ? ranked.Sentences[i].Text + " " + ranked.Sentences[i + 1].Text : ranked.Sentences[i].Text);
            best = Math.Max(best, question.Words.Sum(word => word.Weight * text.Match(word.Word, similarity)));
        }
        return best;
    }

    private static bool HasNewName(string sentence, Question question)
    {
        var startsSentence = true;
        foreach (var word in sentence.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var bare = word.Trim('(', ')', ',', '.', ';', ':', '"', '\'', '`');
            if (bare.Length > 1 && !char.IsAsciiDigit(bare[0]) && QuestionParser.LooksLikeName(bare, startsSentence) && TermSplitter.Split(bare).Any(term => !question.Terms.Contains(term)))
                return true;
            startsSentence = false;
        }
        return false;
    }
}
