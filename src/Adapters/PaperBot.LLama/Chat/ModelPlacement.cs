using LLama;
using LLama.Common;
using LLama.Exceptions;
using LLama.Native;
using PaperBot.LLama.Devices;

namespace PaperBot.LLama.Chat;

/// <summary>Where a chat model's parts go, and with what it computes.</summary>
internal static class ModelPlacement
{
    private const int ProcessorSlice = 128;
    private const int GraphicsSlice = 512;

    /// <summary>The layers for graphics processors; 0 without any.</summary>
    public static int Layers(string path, LLamaOptions options)
    {
        if (options.GpuLayers == "0" || !NativeApi.llama_supports_gpu_offload() || GraphicsDevices.Find() is not [_, ..] devices)
            return 0;
        return LayerPlan.Layers(options.GpuLayers, devices, Shape(path), options.ContextTokens, CacheBytes(options));
    }

    /// <summary>Parameters for weights and context.</summary>
    public static ModelParams Parameters(string path, LLamaOptions options, int layers)
    {
        var threads = options.Threads > 0 ? options.Threads : ProcessorCores.Count;
        var slice = options.PromptSlice > 0 ? options.PromptSlice : layers > 0 ? GraphicsSlice : ProcessorSlice;
        var batch = (uint)(slice + options.MaxConcurrent);
        var cache = options.CacheType switch { "q8_0" => GGMLType.GGML_TYPE_Q8_0, "f32" => GGMLType.GGML_TYPE_F32, _ => GGMLType.GGML_TYPE_F16 };
        return new ModelParams(path)
        {
            GpuLayerCount = layers,
            // Without layers of its own a graphics processor would still be handed large batches.
            NoKqvOffload = layers == 0,
            OpOffload = layers > 0,
            ContextSize = (uint)options.ContextTokens,
            SeqMax = (uint)(options.MaxConcurrent + options.KeptPrefixes),
            Threads = threads,
            BatchThreads = threads,
            BatchSize = batch,
            UBatchSize = batch,
            FlashAttention = options.FlashAttention switch { "on" => true, "off" => false, _ => null },
            TypeK = cache,
            TypeV = cache,
        };
    }

    private static double CacheBytes(LLamaOptions options) => options.CacheType switch { "q8_0" => 34 / 32.0, "f32" => 4, _ => 2 };

    private static ModelShape? Shape(string path)
    {
        try
        {
            using var head = LLamaWeights.LoadFromFile(new ModelParams(path) { VocabOnly = true, GpuLayerCount = 0 });
            return ModelShape.Of(head.Metadata, new FileInfo(path).Length);
        }
        catch (RuntimeError)
        {
            return null; // What is wrong with it is told when it is loaded.
        }
    }
}
