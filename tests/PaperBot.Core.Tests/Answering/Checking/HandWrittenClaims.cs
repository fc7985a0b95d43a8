namespace PaperBot.Tests.Answering.Checking;

/// <summary>Sentences against small abstracts, judged by hand.</summary>
internal static class HandWrittenClaims
{
    private const string Mix =
        "We present MixFormer, a sparse mixture-of-experts Transformer with 7B parameters. MixFormer outperforms LLaMA-13B on GSM8K by 4.5% while using fewer tokens. "
        + "It does not need labeled data and was trained on 1.5 million documents for two weeks. Accuracy rises from 50 to 62% when the number of experts grows from 8 to 64. "
        + "Without routing noise, training becomes unstable. However, the model fails to generalize to longer sequences and shows no improvement on ImageNet.";

    private const string Brain =
        "Recordings from 12 macaques show that activity in V4 increases before a saccade and decreases after it. Attention has a positive effect on firing rates, but not on noise correlations. "
        + "Larger networks are better predictors of V1 responses than smaller ones, whereas recurrent models are faster than feedforward ones. "
        + "The maximum correlation of 0.50 was reached with 12,000 images. We find a lack of evidence for predictive coding. The code is not only sparse but also robust to occlusion.";

    private const string Speech =
        "Whisper-Lite is faster than Whisper by 3x and reaches a word error rate of 5.2% on LibriSpeech. Self-supervised pretraining reduces the error by 10-15% without any transcripts. "
        + "Human listeners beat all systems in noise. The GPT-4 judge agrees with experts in 9 of 10 cases, the GPT-3.5 judge does not. Removing the decoder causes a drop of 5 points. "
        + "Precision is high on read speech and low on spontaneous speech: 90% on the former and 70% on the latter. Scaling is possible and efficient.";

    /// <summary>The abstract, a part of the sentence quoted from it, the claim.</summary>
    public static TheoryData<string, string, string> True => Rows(
        // Shortened.
        (Mix, "We present MixFormer", "MixFormer is a sparse mixture-of-experts Transformer with 7B parameters."),
        (Mix, "We present MixFormer", "We present MixFormer, a sparse Transformer."),
        (Mix, "MixFormer outperforms", "MixFormer outperforms LLaMA-13B on GSM8K by 4.5%."),
        (Mix, "MixFormer outperforms", "MixFormer outperforms LLaMA-13B."),
        (Mix, "It does not need", "It does not need labeled data."),
        (Mix, "It does not need", "It was trained on 1.5 million documents."),
        (Mix, "Accuracy rises", "Accuracy rises from 50 to 62%."),
        (Mix, "Without routing", "Without routing noise, training is unstable."),
        (Mix, "However, the model fails", "The model fails to generalize to longer sequences."),
        (Brain, "Recordings from", "Activity in V4 increases before a saccade."),
        (Brain, "Attention has", "Attention has a positive effect on firing rates."),
        (Brain, "The code is not only", "The code is sparse and robust to occlusion."),
        (Speech, "Precision is high", "Precision is high on read speech."),
        // Reordered.
        (Mix, "MixFormer outperforms", "On GSM8K, MixFormer outperforms LLaMA-13B by 4.5%, using fewer tokens."),
        (Mix, "MixFormer outperforms", "LLaMA-13B is outperformed by MixFormer on GSM8K."),
        ("Retrieval heads explain the factuality of language models.", "Retrieval heads explain", "The factuality of language models is explained by retrieval heads."),
        ("The factuality of language models is explained by retrieval heads.", "The factuality of", "Retrieval heads explain the factuality of language models."),
        (Mix, "Without routing", "Training becomes unstable without routing noise."),
        (Mix, "It does not need", "Labeled data are not needed."),
        (Brain, "The maximum correlation", "With 12,000 images, the maximum correlation of 0.50 was reached."),
        (Speech, "Self-supervised", "Without any transcripts, self-supervised pretraining reduces the error by 10-15%."),
        // Reworded.
        (Mix, "It does not need", "The model was trained for 2 weeks on 1.5M documents."),
        (Mix, "We present MixFormer", "The authors introduce MixFormer, a mixture-of-experts transformer with 7 billion parameters."),
        (Mix, "However, the model fails", "The model cannot generalize to longer sequences and shows no improvement on ImageNet."),
        (Mix, "However, the model fails", "According to the paper, MixFormer does not generalize to longer sequences."),
        (Mix, "Accuracy rises", "With 64 experts instead of 8, accuracy rises to 62 percent."),
        (Brain, "The maximum correlation", "The maximum correlation was .5, reached with 12k images."),
        (Brain, "The maximum correlation", "The maximum correlation of 0.5 was reached with 12 000 images."),
        (Brain, "Recordings from", "Recordings from twelve macaques show increasing V4 activity before a saccade [1]."),
        (Brain, "We find a lack", "The study finds no evidence for predictive coding."),
        (Speech, "Whisper-Lite is", "Whisper-Lite reaches a word error rate of 5.2 % on LibriSpeech and is faster than Whisper."),
        (Speech, "The GPT-4 judge", "The GPT 4 judge agrees with experts in nine of 10 cases."),
        (Speech, "Removing the decoder", "Removing the decoder causes a 5 point drop."),
        (Speech, "Self-supervised", "Self-supervised pretraining lowers the error by 10% to 15%."),
        (Speech, "Human listeners", "In noise, human listeners beat all systems."),
        (Speech, "Self-supervised", "10-15%"));

    /// <summary>The abstract, the quoted part, the claim and a part of the reason it must fail for.</summary>
    public static TheoryData<string, string, string, string> False => Rows(
        // Numbers.
        (Mix, "MixFormer outperforms", "MixFormer outperforms LLaMA-13B on GSM8K by 5.5%.", "number 5.5% is not"),
        ("Retrieval heads explain the factuality of language models.", "Retrieval heads explain", "Retrieval heads are explained by the factuality of language models.", "turns the paper's comparison round"),
        ("The factuality of language models is explained by retrieval heads.", "The factuality of", "The factuality of language models explains retrieval heads.", "turns the paper's comparison round"),
        (Mix, "MixFormer outperforms", "MixFormer outperforms LLaMA-13B on GSM8K by 45%.", "number 45% is not"),
        (Mix, "It does not need", "It was trained on 1.5 billion documents.", "number 1.5 is not"),
        (Mix, "It does not need", "It was trained on 15 million documents for two weeks.", "number 15 is not"),
        (Mix, "It does not need", "It was trained on 1.5 million documents for three weeks.", "number three is not"),
        (Mix, "It does not need", "It was trained on 1.5K documents for two weeks.", "number 1.5K is not"),
        (Mix, "We present MixFormer", "MixFormer is a sparse Transformer with 70B parameters.", "number 70B is not"),
        (Mix, "We present MixFormer", "MixFormer is a sparse Transformer with 7M parameters.", "number 7M is not"),
        (Mix, "Accuracy rises", "Accuracy rises from 62 to 50% when the number of experts grows.", "goes from 62 to 50"),
        (Mix, "Accuracy rises", "Accuracy rises from 50 to 62% when the number of experts grows from 64 to 8.", "goes from 64 to 8"),
        (Mix, "MixFormer outperforms", "MixFormer outperforms LLaMA-13B on GSM8K by 4.5 tokens.", "is in percent"),
        (Brain, "The maximum correlation", "The maximum correlation of 0.05 was reached with 12,000 images.", "number 0.05 is not"),
        (Brain, "The maximum correlation", "The maximum correlation of 0.50 was reached with 1,200 images.", "number 1,200 is not"),
        (Brain, "The maximum correlation", "The maximum correlation of 0.50 was reached with 12,000% images.", "not in percent"),
        (Brain, "Recordings from", "Recordings from eleven macaques show that activity in V4 increases before a saccade.", "number eleven"),
        (Speech, "Removing the decoder", "Removing the decoder causes a drop of 5%.", "5% is not in percent"),
        (Speech, "Removing the decoder", "Removing the decoder causes a drop of fifty points.", "number fifty"),
        (Speech, "Whisper-Lite is", "Whisper-Lite is faster than Whisper by 4x.", "number 4x"),
        (Speech, "Self-supervised", "Self-supervised pretraining reduces the error by 10-25%.", "number 25%"),
        (Speech, "Precision is high", "Precision is 70% on the former and 90% on the latter: read speech and spontaneous speech.", "exchanged"),
        (Speech, "The GPT-4 judge", "The GPT-4 judge agrees with experts in 8 of 10 cases.", "number 8"),
        (Speech, "The GPT-4 judge", "The judge agrees with experts in 90 out of 10^3 cases.", "number"),
        (Speech, "Self-supervised", "37%", "number 37% is not"),
        // Names.
        (Mix, "MixFormer outperforms", "MixFormer outperforms LLaMA-70B on GSM8K by 4.5%.", "'LLaMA-70B' is not"),
        (Mix, "MixFormer outperforms", "MixFormer outperforms Mistral-13B on GSM8K by 4.5%.", "'Mistral-13B' is not"),
        (Mix, "MixFormer outperforms", "MixFormer outperforms LLaMA-13B on MATH by 4.5%.", "'MATH' is not"),
        (Mix, "MixFormer outperforms", "Switchformer outperforms LLaMA-13B on GSM8K by 4.5%.", "'Switchformer' is not"),
        (Mix, "However, the model fails", "The model shows no improvement on CIFAR-10.", "'CIFAR-10' is not"),
        (Mix, "However, the model fails", "The model by Google shows no improvement on ImageNet.", "'Google' is not"),
        (Brain, "Recordings from", "Recordings from 12 macaques show that activity in V5 increases before a saccade.", "'V5' is not"),
        (Brain, "Recordings from", "Recordings from 12 macaques show that activity in IT increases before a saccade.", "'IT' is not"),
        (Speech, "The GPT-4 judge", "The GPT-5 judge agrees with experts in 9 of 10 cases.", "'GPT-5' is not"),
        (Speech, "The GPT-4 judge", "The GPT-4o judge agrees with experts in 9 of 10 cases.", "'GPT-4o' is not"),
        (Speech, "The GPT-4 judge", "The GPT-3 judge agrees with experts in 9 of 10 cases.", "'GPT-3' is not"),
        (Speech, "Whisper-Lite is", "Whisper-Lite reaches a word error rate of 5.2% on TIMIT.", "'TIMIT' is not"),
        // Negations.
        (Mix, "It does not need", "It needs labeled data.", "leaves out the paper's 'not need'"),
        (Mix, "It does not need", "It does not need labeled data and was not trained on 1.5 million documents.", "'not trained' is not"),
        (Mix, "It does not need", "It was never trained on 1.5 million documents.", "'never trained' is not"),
        (Mix, "Without routing", "With routing noise, training becomes unstable.", "leaves out the paper's 'Without routing'"),
        (Mix, "Without routing", "Without routing noise, training does not become unstable.", "'not become' is not"),
        (Mix, "However, the model fails", "The model generalizes to longer sequences.", "leaves out the paper's 'fails generalize'"),
        (Mix, "However, the model fails", "The model shows improvement on ImageNet.", "leaves out the paper's 'no improvement'"),
        (Mix, "MixFormer outperforms", "MixFormer doesn't outperform LLaMA-13B on GSM8K.", "is not what the paper says"),
        (Mix, "MixFormer outperforms", "MixFormer fails to outperform LLaMA-13B on GSM8K.", "is not what the paper says"),
        (Mix, "MixFormer outperforms", "MixFormer cannot outperform LLaMA-13B on GSM8K.", "is not what the paper says"),
        (Brain, "Attention has", "Attention has a positive effect on firing rates and on noise correlations.", "leaves out the paper's 'not noise'"),
        (Brain, "Attention has", "Attention has no positive effect on firing rates.", "'no positive' is not"),
        (Brain, "Attention has", "Attention has a positive effect not on firing rates, but on noise correlations.", "not firing"),
        (Brain, "We find a lack", "We find evidence for predictive coding.", "leaves out the paper's 'lack evidence'"),
        (Brain, "The code is not only", "The code is only sparse and robust to occlusion.", "leaves out the paper's 'not only'"),
        (Brain, "The code is not only", "The code is not sparse but robust to occlusion.", "'not sparse' is not"),
        (Speech, "The GPT-4 judge", "The GPT-3.5 judge agrees with experts.", "leaves out the paper's"),
        (Speech, "Self-supervised", "Self-supervised pretraining reduces the error with transcripts.", "leaves out the paper's 'without transcripts'"),
        // Contraries.
        (Mix, "MixFormer outperforms", "MixFormer underperforms LLaMA-13B on GSM8K by 4.5%.", "'underperforms' where the paper says 'outperforms'"),
        (Mix, "MixFormer outperforms", "MixFormer outperforms LLaMA-13B on GSM8K while using more tokens.", "'more' where the paper says 'fewer'"),
        (Mix, "Accuracy rises", "Accuracy falls when the number of experts grows from 8 to 64.", "'falls' where the paper says 'rises'"),
        (Mix, "Accuracy rises", "Accuracy rises when the number of experts shrinks.", "'shrinks' where the paper says"),
        (Mix, "However, the model fails", "The model fails to generalize to shorter sequences.", "'shorter' where the paper says 'longer'"),
        (Mix, "Without routing", "Without routing noise, training becomes stable.", "'stable' where the paper says 'unstable'"),
        (Brain, "Recordings from", "Recordings from 12 macaques show that activity in V4 decreases before a saccade and increases after it.", "where the paper says"),
        (Brain, "Recordings from", "Activity in V4 increases after a saccade and decreases before it.", "where the paper says"),
        (Brain, "Attention has", "Attention has a negative effect on firing rates.", "'negative' where the paper says 'positive'"),
        (Brain, "The maximum correlation", "The minimum correlation of 0.50 was reached with 12,000 images.", "'minimum' where the paper says"),
        (Speech, "Self-supervised", "Self-supervised pretraining increases the error by 10-15%.", "'increases' where the paper says 'reduces'"),
        (Speech, "Self-supervised", "Unsupervised pretraining reduces the error by 10-15%.", "'Unsupervised' "),
        (Speech, "Precision is high", "Precision is low on read speech and high on spontaneous speech.", "where the paper says"),
        (Speech, "Scaling is possible", "Scaling is impossible and inefficient.", "'impossible"),
        (Speech, "Scaling is possible", "Scaling is inefficient.", "'inefficient' where the paper says 'efficient'"),
        // Comparisons turned round.
        (Mix, "MixFormer outperforms", "LLaMA-13B outperforms MixFormer on GSM8K by 4.5%.", "turns the paper's comparison round"),
        (Mix, "MixFormer outperforms", "MixFormer is outperformed by LLaMA-13B on GSM8K.", "turns the paper's comparison round"),
        (Brain, "Larger networks", "Smaller networks are better predictors of V1 responses than larger ones.", "'Smaller' where the paper says 'Larger'"),
        (Brain, "Larger networks", "Feedforward models are faster than recurrent ones.", "turns the paper's comparison round"),
        (Speech, "Human listeners", "All systems beat human listeners in noise.", "turns the paper's comparison round"),
        (Speech, "Whisper-Lite is", "Whisper is faster than Whisper-Lite.", "turns the paper's comparison round"),
        // Not supported at all.
        (Mix, "It does not need", "Quantization of weights speeds up inference on phones.", "words are in"),
        (Mix, "It does not need", "Sparse routing makes inference cheap on small devices.", "words are in"),
        (Brain, "Attention has", "Training becomes unstable.", "words are in"),
        (Brain, "Attention has", "We show that it is.", "says nothing"),
        (Brain, "Attention has", "…", "says nothing"));

    private static TheoryData<string, string, string> Rows(params (string, string, string)[] rows)
    {
        var data = new TheoryData<string, string, string>();
        foreach (var (text, quote, claim) in rows)
            data.Add(text, quote, claim);
        return data;
    }

    private static TheoryData<string, string, string, string> Rows(params (string, string, string, string)[] rows)
    {
        var data = new TheoryData<string, string, string, string>();
        foreach (var (text, quote, claim, reason) in rows)
            data.Add(text, quote, claim, reason);
        return data;
    }
}
