using LLama;
using LLama.Common;
using LLama.Native;

namespace PaperBot.LLama.Inference;

/// <summary>The attention memory of a model and the batch that is computed next. Belongs to the thread of its loop.</summary>
internal sealed class ModelContext : IDisposable
{
    private readonly LLamaWeights _weights;
    private readonly ModelParams _parameters;

    private LLamaContext _context;

    public ModelContext(LLamaWeights weights, ModelParams parameters) =>
        (_weights, _parameters, _context) = (weights, parameters, Open(weights, parameters));

    public SafeLlamaModelHandle Model => _weights.NativeHandle;

    public SafeLLamaContextHandle Handle => _context.NativeHandle;

    /// <summary>Tokens it holds, for all sequences together.</summary>
    public int Capacity => (int)Handle.ContextSize;

    public LLamaBatch Batch { get; } = new();

    public DecodeResult Decode() => Handle.Decode(Batch);

    /// <summary>Gives a sequence the first tokens of another without computing them.</summary>
    public void Share(LLamaSeqId from, LLamaSeqId to, int tokens) => Handle.MemorySequenceCopy(from, to, 0, tokens);

    /// <summary>Frees what only this sequence holds.</summary>
    public void Forget(LLamaSeqId sequence) => Handle.MemorySequenceRemove(sequence, -1, -1);

    /// <summary>Tokens that a sequence holds.</summary>
    public int TokensOf(LLamaSeqId sequence) => Handle.MemorySequenceMaxPosition(sequence).Value + 1;

    /// <summary>Begins anew after an error; every sequence is empty.</summary>
    public void Reopen()
    {
        _context.Dispose();
        _context = Open(_weights, _parameters);
        Batch.Clear();
    }

    public void Dispose() => _context.Dispose();

    private static LLamaContext Open(LLamaWeights weights, ModelParams parameters)
    {
        var context = new LLamaContext(weights, parameters);
        if (!context.NativeHandle.IsInvalid)
            return context;
        context.Dispose();
        throw new InvalidOperationException($"There is not enough memory for a context of {parameters.ContextSize} tokens.");
    }
}
