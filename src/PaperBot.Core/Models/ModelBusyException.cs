namespace PaperBot.Models;

/// <summary>The model's queue is full.</summary>
public sealed class ModelBusyException : Exception
{
    public ModelBusyException()
    {
    }

    public ModelBusyException(string message)
        : base(message)
    {
    }

    public ModelBusyException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <param name="waiting">Requests that wait already.</param>
    /// <param name="estimatedWait">Until there is room; null when nothing is known yet.</param>
    public ModelBusyException(int waiting, TimeSpan? estimatedWait)
        : base($"The model is busy; {waiting} requests wait already.") =>
        (Waiting, EstimatedWait) = (waiting, estimatedWait);

    public int Waiting { get; }

    public TimeSpan? EstimatedWait { get; }
}
