using LLama.Native;

namespace PaperBot.LLama.Sampling;

/// <summary>Draws one request's tokens. Belongs to the thread of its loop.</summary>
internal sealed class TokenSampler : IDisposable
{
    /// <summary>Tokens of the reply that penalties look back on.</summary>
    private const int PenalizedTokens = 256;

    private readonly SafeLLamaSamplerChainHandle _chain;
    private readonly SafeLLamaSamplerChainHandle? _grammar;
    private readonly LLamaTokenData[] _all;
    private readonly LLamaTokenData[] _one = new LLamaTokenData[1];

    public TokenSampler(SafeLlamaModelHandle model, SamplingSettings settings)
    {
        _chain = CreateChain(settings);
        _all = [];
        if (settings.Grammar is null)
            return;
        _all = new LLamaTokenData[model.Vocab.Count];
        _grammar = SafeLLamaSamplerChainHandle.Create(LLamaSamplerChainParams.Default());
        _grammar.AddGrammar(model, settings.Grammar, "root");
    }

    /// <summary>The next token, drawn from what the latest step computed at <paramref name="index"/> of its batch.</summary>
    /// <exception cref="InvalidDataException">The grammar allows no token of the vocabulary.</exception>
    public LLamaToken Next(SafeLLamaContextHandle context, int index)
    {
        if (_grammar is null)
            return _chain.Sample(context, index);
        var logits = context.GetLogitsIth(index);
        var token = Draw(logits, grammarFirst: false);
        // Most draws follow the grammar anyway, and testing one token is far cheaper than testing all.
        if (!Allows(token.ID))
            token = Draw(logits, grammarFirst: true);
        if (float.IsNegativeInfinity(token.Logit) || !Allows(token.ID))
            throw new InvalidDataException("The grammar of the reply allows no token of the model's vocabulary.");
        _chain.Accept(token.ID);
        return token.ID;
    }

    /// <summary>Tells the grammar that a token which does not end the reply was taken. What the grammar does not allow would end the process here.</summary>
    public void Advance(LLamaToken token) => _grammar?.Accept(token);

    public void Dispose()
    {
        _chain.Dispose();
        _grammar?.Dispose();
    }

    private LLamaTokenData Draw(ReadOnlySpan<float> logits, bool grammarFirst)
    {
        using var pin = LLamaTokenDataArrayNative.Create(LLamaTokenDataArray.Create(logits, _all), out var candidates);
        if (grammarFirst)
            _grammar!.Apply(ref candidates);
        _chain.Apply(ref candidates);
        return candidates.Data[checked((int)candidates.Selected)];
    }

    private bool Allows(LLamaToken token)
    {
        _one[0] = new LLamaTokenData(token, 1, 0);
        using var pin = LLamaTokenDataArrayNative.Create(new LLamaTokenDataArray(_one, isSorted: true), out var candidate);
        _grammar!.Apply(ref candidate);
        return !float.IsNegativeInfinity(candidate.Data[0].Logit);
    }

    private static SafeLLamaSamplerChainHandle CreateChain(SamplingSettings settings)
    {
        var chain = SafeLLamaSamplerChainHandle.Create(LLamaSamplerChainParams.Default());
        if (settings.Penalizes)
            chain.AddPenalties(PenalizedTokens, settings.RepetitionPenalty, settings.FrequencyPenalty, settings.PresencePenalty);
        if (settings.Temperature <= 0)
        {
            chain.AddGreedySampler();
            return chain;
        }
        if (settings.TopK > 0)
            chain.AddTopK(settings.TopK);
        if (settings.TopP < 1)
            chain.AddTopP(settings.TopP, 1);
        chain.AddTemperature(settings.Temperature);
        chain.AddDistributionSampler(settings.Seed);
        return chain;
    }
}
