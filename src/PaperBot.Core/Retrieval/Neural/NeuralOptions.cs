using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace PaperBot.Retrieval.Neural;

/// <summary>Section <c>Embedding</c>: how the library is embedded with a neural embedder.</summary>
public sealed partial class NeuralOptions
{
    public const string Section = "Embedding";

    /// <summary>Papers that are embedded and stored at once; so many are embedded again after a crash.</summary>
    [Range(1, 1000)]
    public int BatchSize { get; set; } = 16;

    /// <summary>Seconds of embedding that a question waits for so that the newest papers are found by meaning too; with more to do it does not wait at all.</summary>
    [Range(0.0, 60.0)]
    public double ForegroundSeconds { get; set; } = 1;

    [OptionsValidator]
    internal sealed partial class Validator : IValidateOptions<NeuralOptions>;
}
