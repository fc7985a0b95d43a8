namespace PaperBot.Answering.Weighing;

/// <summary>What speaks for a sentence as the bearer of the answer, given that its paper is the right one. Yes is 1, no is 0.</summary>
/// <param name="ClauseCoverage">Share of the weight of the clause of the question that it covers best, close words in part.</param>
/// <param name="RareCoverage">Share of the question's weight that it covers with words that stand in few of the paper's sentences.</param>
/// <param name="Cosine">To the question by the built-in table, its mean over the paper subtracted.</param>
/// <param name="Position">0 first, 1 last.</param>
/// <param name="Number">It holds a number and the question asks for one.</param>
/// <param name="Proposal">It presents the work's own idea and the question asks how, which or what.</param>
/// <param name="Name">It holds a name that the question lacks and the question asks for a name.</param>
/// <param name="Definition">It says what something is, speaks of the question's subject, and that is all the question asks.</param>
/// <param name="Background">It speaks of the field at large or of others' work.</param>
/// <param name="Pointer">It only points to code or data.</param>
/// <param name="New">Logarithm of one more than its topical terms that the question lacks.</param>
/// <param name="First">It opens the abstract.</param>
/// <param name="NeuralCosine">As <paramref name="Cosine"/> by the neural embedder; 0 without one.</param>
internal sealed record SentenceSignals(
    double ClauseCoverage,
    double RareCoverage,
    double Cosine,
    double Position,
    double Number,
    double Proposal,
    double Name,
    double Definition,
    double Background,
    double Pointer,
    double New,
    double First,
    double NeuralCosine = 0);
