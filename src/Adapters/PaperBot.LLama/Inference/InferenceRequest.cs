using System.Threading.Channels;
using LLama.Native;
using PaperBot.LLama.Sampling;
using PaperBot.LLama.Templates;

namespace PaperBot.LLama.Inference;

/// <summary>One reply to be written. What it asks is fixed; where it stands belongs to its loop's thread.</summary>
internal sealed class InferenceRequest(TokenizedPrompt prompt, string user, int maxTokens, SamplingSettings sampling, IReadOnlyList<string> stops)
{
    private readonly Channel<ReplyUpdate> _updates = Channel.CreateUnbounded<ReplyUpdate>(new UnboundedChannelOptions { SingleReader = true, SingleWriter = false });

    public TokenizedPrompt Prompt => prompt;

    public string User => user;

    /// <summary>Tokens it may write at most.</summary>
    public int MaxTokens => maxTokens;

    public SamplingSettings Sampling => sampling;

    public IReadOnlyList<string> Stops => stops;

    public ChannelReader<ReplyUpdate> Updates => _updates.Reader;

    /// <summary>Set by the caller who wants no more of it.</summary>
    public volatile bool Cancelled;

    /// <summary>The last position that the caller was told.</summary>
    public int ToldPosition { get; set; }

    /// <summary>Its place among the running ones; set while it runs.</summary>
    public InferenceSlot? Slot { get; set; }

    public void Tell(ReplyUpdate update) => _updates.Writer.TryWrite(update);

    /// <summary>Nothing more comes; an error reaches the caller.</summary>
    public void End(Exception? error = null) => _updates.Writer.TryComplete(error);

    public override string ToString() => $"{prompt.Tokens.Length} prompt tokens, at most {maxTokens} more";

    internal LLamaToken[] Tokens => prompt.Tokens;
}
