using System.CommandLine;
using PaperBot.Models;
using PaperBot.Models.Files;

namespace PaperBot.Commands;

/// <summary><c>paperbot models remove</c></summary>
internal static class ModelsRemoveVerb
{
    public static Command Create()
    {
        var name = new Argument<string>("name") { Description = "A model of the models folder." };
        var command = CommandLine.Verb(
            "remove",
            "Delete a model's file, or what an unfinished download left.",
            "paperbot models remove qwen2.5-7b",
            async (context, cancellationToken) =>
            {
                var wanted = context.Parsed.GetValue(name)!;
                if (await context.Get<RemoveModel>().RunAsync(wanted, cancellationToken) is not { } removed)
                {
                    await context.Terminal.Error.WriteLineAsync(Terminal.Printable($"paperbot: {wanted} is not in {context.Get<ModelFolder>().Path}. 'paperbot models list' shows what is."));
                    return ExitCode.NothingFound;
                }
                if (context.Terminal.IsJson)
                    context.Terminal.WriteJson(new { removed.Name, file = removed.Path, removed.FreedBytes, removed.WasChosen });
                else
                    context.Terminal.WriteLine($"Removed {removed.Name}: {ByteText.Of(removed.FreedBytes)} freed.{(removed.WasChosen ? " It was in use; 'paperbot models use' chooses another." : "")}");
                return ExitCode.Done;
            },
            readsLibrary: false);
        command.Add(name);
        return command;
    }
}
