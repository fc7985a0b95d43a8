using Microsoft.Extensions.AI;

namespace PaperBot.Models;

/// <summary>Loads models. Adapters bring the implementations: one for model files, one for endpoints.</summary>
public interface IModelRuntime
{
    /// <summary>Short name in lower case, as in <see cref="RunnableModel.Runtime"/>.</summary>
    string Name { get; }

    /// <summary>
    /// Loads a chat model; the caller disposes it. Any number of requests may run at once. The first message is the system text: requests that share it
    /// share its work. <see cref="ChatOptions.ConversationId"/> is not read; <see cref="ModelRequest"/> says who asks. A request that has to wait
    /// yields updates whose only content is a <see cref="QueueContent"/>; one that finds no room throws <see cref="ModelBusyException"/>.
    /// </summary>
    /// <exception cref="ModelUnavailableException">It cannot be loaded; the message says why and what to do.</exception>
    Task<IChatClient> LoadChatAsync(RunnableModel model, CancellationToken cancellationToken);

    /// <summary>
    /// Loads an embedder; the caller disposes it. Vectors are of length one, <see cref="EmbeddingGeneratorMetadata.DefaultModelId"/> names their space.
    /// Texts are documents unless <see cref="ModelRequest.ForQuery"/> says otherwise; too long ones are cut. Many texts a call are embedded fastest.
    /// </summary>
    /// <exception cref="ModelUnavailableException">It cannot be loaded; the message says why and what to do.</exception>
    Task<IEmbeddingGenerator<string, Embedding<float>>> LoadEmbedderAsync(RunnableModel model, CancellationToken cancellationToken);

    /// <summary>Loads a reranker; the caller disposes it.</summary>
    /// <exception cref="ModelUnavailableException">It cannot be loaded, or this runtime has no rerankers; the message says why and what to do.</exception>
    Task<IReranker> LoadRerankerAsync(RunnableModel model, CancellationToken cancellationToken);

    /// <summary>One line a fact about where models run (GPU, layers, threads), for <c>doctor</c>; loads nothing.</summary>
    IReadOnlyList<string> Describe();
}
