namespace PaperBot.Models.Hub;

/// <summary>How far a download is.</summary>
/// <param name="Total">Bytes of the file; 0 while that is not known.</param>
/// <param name="BytesPerSecond">Over the last seconds; 0 while nothing is known.</param>
/// <param name="TimeLeft">At that speed; null while nothing is known.</param>
public sealed record PullProgress(PullStage Stage, long Done, long Total, double BytesPerSecond = 0, TimeSpan? TimeLeft = null);

/// <summary>What a download does.</summary>
public enum PullStage
{
    /// <summary>Another process downloads the same file.</summary>
    Waiting,

    /// <summary>Asks the hub.</summary>
    Asking,

    /// <summary>Reads what is there already to check it.</summary>
    Checking,

    /// <summary>Receives.</summary>
    Receiving,
}

/// <summary>What became of a download.</summary>
/// <param name="Path">The file, absolute.</param>
/// <param name="WasThere">Nothing had to be downloaded.</param>
public sealed record PullResult(string Path, long Bytes, string Sha256, bool WasThere);
