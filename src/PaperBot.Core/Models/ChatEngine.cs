using Microsoft.Extensions.AI;

namespace PaperBot.Models;

/// <summary>A loaded chat model.</summary>
/// <param name="Name">As in footers and <c>--engine</c>.</param>
/// <param name="Client">Owned by <see cref="ChatEngines"/>.</param>
/// <param name="Context">Tokens it reads at most, reply included; null when nobody said.</param>
public sealed record ChatEngine(string Name, IChatClient Client, int? Context = null);

/// <summary>Which engine writes.</summary>
/// <param name="Engine">Null for the extractive engine.</param>
/// <param name="Reason">Why a model that was wanted does not write, with what to do; null when nothing is amiss.</param>
public sealed record EngineChoice(ChatEngine? Engine, string? Reason);
