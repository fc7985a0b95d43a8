using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using LLama;
using LLama.Common;
using LLama.Native;

namespace PaperBot.LLama.Embedding;

/// <summary>A native context that makes one row of numbers of each text: a pooled vector, or a rank. Belongs to the thread of its loop.</summary>
internal sealed class EncoderContext : IDisposable
{
    private readonly LLamaContext _context;
    private readonly LLamaBatch _batch = new();
    private readonly int _width;

    /// <param name="width">Numbers that are read of a text.</param>
    /// <exception cref="InvalidOperationException">There is not enough memory.</exception>
    public EncoderContext(LLamaWeights weights, ModelParams parameters, int width)
    {
        (_context, _width) = (new LLamaContext(weights, parameters), width);
        if (!_context.NativeHandle.IsInvalid)
            return;
        _context.Dispose();
        throw new InvalidOperationException($"There is not enough memory to compute {parameters.BatchSize} tokens at once.");
    }

    /// <summary>The pooling in force: what was asked for, or what the file says.</summary>
    public LLamaPoolingType Pooling => _context.NativeHandle.PoolingType;

    /// <summary>Computes a batch; a row for each text, in their order.</summary>
    public float[][] Encode(IReadOnlyList<LLamaToken[]> texts)
    {
        _batch.Clear();
        for (var sequence = 0; sequence < texts.Count; sequence++)
        {
            var tokens = texts[sequence];
            for (var position = 0; position < tokens.Length; position++)
                _batch.Add(tokens[position], position, (LLamaSeqId)sequence, logits: true);
        }
        _context.NativeHandle.MemoryClear();
        var result = _context.NativeHandle.ModelHandle.HasDecoder ? _context.NativeHandle.Decode(_batch) : _context.NativeHandle.Encode(_batch);
        if (result != DecodeResult.Ok)
            throw new InvalidOperationException($"llama.cpp could not compute the batch: {result}.");
        var rows = new float[texts.Count][];
        for (var sequence = 0; sequence < rows.Length; sequence++)
            rows[sequence] = Read((LLamaSeqId)sequence);
        return rows;
    }

    public void Dispose() => _context.Dispose();

    // The span that is handed out is as long as a hidden state, whatever was written there.
    private float[] Read(LLamaSeqId sequence)
    {
        ref var first = ref MemoryMarshal.GetReference(_context.NativeHandle.GetEmbeddingsSeq(sequence));
        return Unsafe.IsNullRef(ref first)
            ? throw new InvalidOperationException("llama.cpp has no result for a text of the batch.")
            : MemoryMarshal.CreateReadOnlySpan(ref first, _width).ToArray();
    }
}
