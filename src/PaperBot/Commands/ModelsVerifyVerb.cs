using System.CommandLine;
using PaperBot.Models.Files;

namespace PaperBot.Commands;

/// <summary><c>paperbot models verify</c></summary>
internal static class ModelsVerifyVerb
{
    public static Command Create()
    {
        var name = new Argument<string?>("name") { Description = "A model of the models folder; without it all of them.", Arity = ArgumentArity.ZeroOrOne };
        var command = CommandLine.Verb(
            "verify",
            "Read model files anew and compare them with what was downloaded.",
            "paperbot models verify\npaperbot models verify minilm",
            async (context, cancellationToken) =>
            {
                var files = new List<VerifiedFile>();
                var terminal = context.Terminal;
                foreach (var file in context.Get<VerifyModels>().Run(context.Parsed.GetValue(name), cancellationToken))
                {
                    files.Add(file);
                    if (!terminal.IsJson)
                        terminal.WriteLine(Describe(file));
                }
                if (terminal.IsJson)
                    terminal.WriteJson(files.Select(file => new { file.Name, file = file.Path, sha256 = file.Actual, file.Expected, damaged = file.IsDamaged }));
                if (files.Count > 0)
                    return files.Exists(file => file.IsDamaged) ? ExitCode.Failure : ExitCode.Done;
                var wanted = context.Parsed.GetValue(name);
                await terminal.Error.WriteLineAsync(Terminal.Printable($"paperbot: {context.Get<ModelFolder>().Path} holds no {(wanted is null ? "models" : "model " + wanted)}."));
                return ExitCode.NothingFound;
            },
            readsLibrary: false);
        command.Add(name);
        return command;
    }

    private static string Describe(VerifiedFile file) => file switch
    {
        { IsDamaged: true } => $"{file.Name}: damaged. Its SHA-256 is {file.Actual} instead of {file.Expected}. Remove it ('paperbot models remove {file.Name}') and pull it again.",
        { Expected: null } => $"{file.Name}: {file.Actual}; not downloaded by PaperBot, so there is nothing to compare it with.",
        _ => $"{file.Name}: whole ({file.Actual}).",
    };
}
