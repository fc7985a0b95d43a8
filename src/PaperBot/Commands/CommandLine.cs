using System.CommandLine;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using PaperBot.Library;
using PaperBot.Models;
using PaperBot.Retrieval.Indexing;
using PaperBot.Retrieval.Indexing.Embedded;
using PaperBot.Sources;

namespace PaperBot.Commands;

/// <summary>The <c>paperbot</c> command line: global options, verbs, and the one boundary that turns failures into messages and exit codes.</summary>
internal static class CommandLine
{
    public static Option<string?> LibraryOption { get; } = new("--library")
    {
        Description = "Folder of the library (default: the user's data folder; also PAPERBOT_LIBRARY).",
        HelpName = "DIR",
        Recursive = true,
    };

    public static Option<bool> JsonOption { get; } = new("--json") { Description = "Write JSON.", Recursive = true };

    /// <summary>Parses and runs; returns the exit code.</summary>
    public static async Task<int> RunAsync(string[] arguments, TextWriter output, TextWriter error)
    {
        var root = new RootCommand("PaperBot answers questions about research papers from a library on this machine, with checked citations.")
        {
            LibraryOption,
            JsonOption,
        };
        foreach (var verb in Verbs.All)
            root.Add(verb());
        var result = root.Parse(arguments is [] ? ["--help"] : arguments);
        Shorten(root, result.CommandResult.Command);
        if (result.Errors.Count > 0)
        {
            foreach (var problem in result.Errors)
                await error.WriteLineAsync("paperbot: " + problem.Message);
            await error.WriteLineAsync($"Try 'paperbot {Path(result)}--help'.");
            return ExitCode.Usage;
        }
        var configuration = new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false };
        // Ctrl-C stops the answer there, not the program; a service ends by its host's own rules.
        if (result.CommandResult.Command.Name is ChatVerb.Name or ServeVerb.Name)
            configuration.ProcessTerminationTimeout = null;
        return await result.InvokeAsync(configuration);
    }

    /// <summary>Makes a verb: its action runs <paramref name="run"/> inside a built host and the boundary.</summary>
    /// <param name="example">Shown under the description in <c>--help</c>.</param>
    /// <param name="readsLibrary">It reads papers: an empty library first gets the starter papers, and the index is brought up to date.</param>
    public static Command Verb(string name, string description, string example, Func<VerbContext, CancellationToken, Task<int>> run, bool readsLibrary = true)
    {
        var command = new Command(name, $"{description}\n\nExample:\n  {example.ReplaceLineEndings("\n  ")}");
        command.SetAction((parsed, cancellationToken) => RunVerbAsync(parsed, readsLibrary ? (context, cancellation) => LibraryPreparation.ThenAsync(context, run, cancellation) : run, cancellationToken));
        return command;
    }

    private static async Task<int> RunVerbAsync(ParseResult parsed, Func<VerbContext, CancellationToken, Task<int>> run, CancellationToken cancellationToken)
    {
        var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
        var terminal = new Terminal(output, error, parsed.GetValue(JsonOption));
        try
        {
            var folder = parsed.GetValue(LibraryOption);
            var host = parsed.CommandResult.Command.Name == ServeVerb.Name ? Composition.BuildService(folder) : Composition.BuildHost(folder);
            await using var closing = (IAsyncDisposable)host;
            host.Services.ValidateOptions();
            return await run(new VerbContext(host.Services, terminal, parsed), cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return ExitCode.Cancelled;
        }
        catch (Exception problem) when (ConfigurationProblems.Of(problem) is { } lines)
        {
            foreach (var line in lines)
                await error.WriteLineAsync("paperbot: configuration: " + Terminal.Printable(line));
            return ExitCode.Usage;
        }
        catch (IndexDamagedException problem)
        {
            await error.WriteLineAsync($"paperbot: {problem.Message} {IndexDamagedException.Remedy}");
            return ExitCode.Failure;
        }
        catch (Exception problem) when (problem is LibraryException or SourceUnavailableException or ModelUnavailableException or IndexUnavailableException)
        {
            await error.WriteLineAsync("paperbot: " + Terminal.Printable(problem.Message));
            return ExitCode.Failure;
        }
#pragma warning disable CA1031 // The boundary of this front end: what nobody foresaw becomes a number for the user and details for the owner.
        catch (Exception problem) when (problem is not OperationCanceledException)
#pragma warning restore CA1031
        {
            await error.WriteLineAsync("paperbot: " + UnexpectedError.Report(problem, TimeProvider.System.GetUtcNow()));
            return ExitCode.Failure;
        }
    }

    // Lists of verbs show a line each; a verb's own help shows its example too.
    private static void Shorten(Command command, Command addressed)
    {
        if (command != addressed && command.Description is { } description)
            command.Description = description.Split("\n\n")[0];
        foreach (var verb in command.Subcommands)
            Shorten(verb, addressed);
    }

    private static string Path(ParseResult result)
    {
        var path = "";
        for (System.CommandLine.Parsing.SymbolResult? at = result.CommandResult; at is System.CommandLine.Parsing.CommandResult { Command: not RootCommand } command; at = at.Parent)
            path = command.Command.Name + " " + path;
        return path;
    }
}
