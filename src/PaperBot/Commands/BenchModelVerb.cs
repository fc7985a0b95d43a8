using System.CommandLine;
using System.Globalization;
using PaperBot.Diagnostics.Benchmarks;
using PaperBot.Models;

namespace PaperBot.Commands;

/// <summary><c>paperbot bench model</c></summary>
internal static class BenchModelVerb
{
    private const int MostUsers = 1000;

    public static Command Create()
    {
        var engines = EngineChoices.One();
        var users = new Option<string>("--users") { Description = "How many ask at once, with commas between (default: 1,4,8,16).", HelpName = "N[,N…]", DefaultValueFactory = _ => "1,4,8,16" };
        var prompt = Number("--prompt-tokens", "Tokens of a prompt, about; two fifths are the system text.", 600, 32);
        var output = Number("--output-tokens", "Tokens of a reply at most.", 64, 2);
        var command = CommandLine.Verb("model", "Measure how fast a chat model answers users who ask at once.", "paperbot bench model --engine my-model.gguf --users 1,4", async (context, cancellationToken) =>
        {
            if (Users(context.Parsed.GetValue(users)!) is not { } counts)
            {
                await context.Terminal.Error.WriteLineAsync($"paperbot: --users must be numbers from 1 to {MostUsers} with commas between.");
                return ExitCode.Usage;
            }
            if (await engines.ReadAsync(context) is not [var name])
                return ExitCode.Usage;
            var choice = await context.Get<ChatEngines>().ChooseAsync(name, cancellationToken);
            if (choice.Engine is not { } engine)
                throw new ModelUnavailableException(choice.Reason ?? "No model writes here: name one with --engine.");
            try
            {
                var request = new ModelBenchmarkRequest(counts, context.Parsed.GetValue(prompt), context.Parsed.GetValue(output));
                Render(context.Terminal, engine.Name, await context.Get<ModelBenchmark>().RunAsync(engine.Client, request, cancellationToken));
                return ExitCode.Done;
            }
            catch (ModelBusyException problem)
            {
                await context.Terminal.Error.WriteLineAsync($"paperbot: {problem.Message} Ask for fewer --users, or let more wait (LLama:MaxWaiting).");
                return ExitCode.Failure;
            }
        }, readsLibrary: false);
        command.Add(engines.Option);
        command.Add(users);
        command.Add(prompt);
        command.Add(output);
        return command;
    }

    private static Option<int> Number(string name, string description, int usual, int least)
    {
        var option = new Option<int>(name) { Description = description, HelpName = "N", DefaultValueFactory = _ => usual };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is var value && (value < least || value > 1_000_000))
                result.AddError($"{name} must be {least} to 1000000.");
        });
        return option;
    }

    private static List<int>? Users(string text)
    {
        var counts = new List<int>();
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries))
        {
            if (!int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count is < 1 or > MostUsers)
                return null;
            counts.Add(count);
        }
        return counts;
    }

    private static void Render(Terminal terminal, string engine, ModelBenchmarkReport report)
    {
        if (terminal.IsJson)
        {
            terminal.WriteJson(new { Engine = engine, report.PromptTokens, report.OutputTokens, report.Rows });
            return;
        }
        terminal.WriteLine(Terminal.Printable(string.Create(CultureInfo.InvariantCulture, $"{engine}: prompts of {report.PromptTokens:0} tokens, replies of {report.OutputTokens:0}")));
        terminal.WriteLine("users  system text  first letter (median, last)   prompt tokens/s  reply tokens/s");
        foreach (var row in report.Rows)
        {
            Line(terminal, row.Users, "own", row.Cold, "");
            Line(terminal, row.Users, "shared", row.Shared, string.Create(CultureInfo.InvariantCulture, $"  first letter {row.SharedToCold:0.00} of own"));
        }
    }

    private static void Line(Terminal terminal, int users, string kind, ModelSpeed speed, string note) => terminal.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{users,5}  {kind,-11}  {speed.FirstTokenSeconds,11:0.00} s {speed.LastFirstTokenSeconds,11:0.00} s   {speed.PromptTokensPerSecond,15:0.0}  {speed.OutputTokensPerSecond,14:0.0}{note}"));
}
