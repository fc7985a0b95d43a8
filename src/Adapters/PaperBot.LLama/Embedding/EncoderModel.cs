using LLama;
using PaperBot.Models;
using PaperBot.Models.Gguf;

namespace PaperBot.LLama.Embedding;

/// <summary>A loaded encoder that does not compute yet.</summary>
/// <param name="Model">What was asked for.</param>
/// <param name="Header">What its file says.</param>
/// <param name="Weights">Owned by whoever computes with them.</param>
/// <param name="Layers">Layers on graphics processors.</param>
internal sealed record EncoderModel(RunnableModel Model, GgufHeader Header, LLamaWeights Weights, int Layers)
{
    public string Name => Model.Name;
}
