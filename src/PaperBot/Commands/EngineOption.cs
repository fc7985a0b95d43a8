using System.CommandLine;
using PaperBot.Models;

namespace PaperBot.Commands;

/// <summary><c>--engine</c>: who writes.</summary>
internal static class EngineOption
{
    public static Option<string> Create() => new("--engine")
    {
        Description = "Who writes: auto (the chosen model, if there is one), extractive (no model), or a model's name.",
        HelpName = "NAME",
        DefaultValueFactory = _ => ChatEngines.Auto,
    };
}
