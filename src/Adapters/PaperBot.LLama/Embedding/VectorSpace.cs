using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using LLama.Native;
using PaperBot.Models;

namespace PaperBot.LLama.Embedding;

/// <summary>Names vector spaces: vectors may be compared when everything that decides about them is the same.</summary>
internal static class VectorSpace
{
    private const int FingerprintLength = 12;

    /// <summary>Model, dimensions, pooling, prefixes and where texts are cut: <c>bf1d74689ea4/384/mean/none/256</c>.</summary>
    public static string NameOf(RunnableModel model, int dimensions, LLamaPoolingType pooling, int cut) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Short(model.Fingerprint)}/{dimensions}/{pooling.ToString().ToLowerInvariant()}/{PrefixesOf(model)}/{cut}");

    private static string Short(string fingerprint) => fingerprint[..Math.Min(FingerprintLength, fingerprint.Length)];

    private static string PrefixesOf(RunnableModel model) => model is { QueryPrefix: "", DocumentPrefix: "" }
        ? "none"
        : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{model.QueryPrefix}\0{model.DocumentPrefix}")))[..8];
}
