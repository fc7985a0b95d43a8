using System.CommandLine;
using System.Globalization;
using Microsoft.Extensions.AI;
using PaperBot.Diagnostics.Benchmarks;
using PaperBot.Library;
using PaperBot.Models;

namespace PaperBot.Commands;

/// <summary><c>paperbot bench embed</c></summary>
internal static class BenchEmbedVerb
{
    private const int LibraryTexts = 500;

    public static Command Create()
    {
        var model = new Option<string?>("--model") { Description = "The embedder: a name of the catalogue, or the path of a GGUF file (default: the one in use).", HelpName = "NAME" };
        var texts = new Option<string?>("--texts") { Description = $"A file with a text a line (default: {LibraryTexts} papers of the library).", HelpName = "FILE" };
        var rounds = new Option<int>("--rounds") { Description = "How often all texts are embedded.", DefaultValueFactory = _ => 3, HelpName = "N" };
        rounds.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > 1000)
                result.AddError("--rounds must be 1 to 1000.");
        });
        var command = CommandLine.Verb("embed", "Measure how many texts a second are embedded.", "paperbot bench embed --texts abstracts.txt", async (context, cancellationToken) =>
        {
            try
            {
                var read = await ReadTextsAsync(context, context.Parsed.GetValue(texts), cancellationToken);
                using var embedder = await LoadAsync(context, context.Parsed.GetValue(model), cancellationToken);
                Render(context.Terminal, await context.Get<EmbeddingBenchmark>().RunAsync(embedder, read, context.Parsed.GetValue(rounds), cancellationToken));
                return ExitCode.Done;
            }
            catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
            {
                await context.Terminal.Error.WriteLineAsync("paperbot: " + Terminal.Printable(problem.Message));
                return ExitCode.Failure;
            }
        }, readsLibrary: false);
        command.Add(model);
        command.Add(texts);
        command.Add(rounds);
        return command;
    }

    private static async Task<IReadOnlyList<string>> ReadTextsAsync(VerbContext context, string? file, CancellationToken cancellationToken)
    {
        var texts = file is null
            ? [.. context.Get<PaperLibrary>().ReadAll().Take(LibraryTexts).Select(stored => $"{stored.Paper.Title}. {stored.Paper.Abstract}")]
            : (await File.ReadAllLinesAsync(file, cancellationToken)).Where(line => line.Length > 0).ToList();
        return texts.Count > 0 ? texts : throw new IOException(file is null ? "The library is empty; name a file with --texts." : $"{file} holds no text.");
    }

    private static async Task<IEmbeddingGenerator<string, Embedding<float>>> LoadAsync(VerbContext context, string? name, CancellationToken cancellationToken)
    {
        var (model, reason) = name is null ? context.Get<ChosenModels>().Of(ModelKind.Embedder) : context.Get<ChosenModels>().Named(name, ModelKind.Embedder);
        if (reason is not null)
            throw new ModelUnavailableException(reason);
        if (model is null)
            throw new ModelUnavailableException("No model embeds here: name one with --model.");
        var runtime = context.Get<IEnumerable<IModelRuntime>>().FirstOrDefault(candidate => candidate.Name == model.Runtime)
            ?? throw new ModelUnavailableException($"{model.Name} needs the adapter {model.Runtime}, which is not loaded; 'paperbot doctor' says why.");
        return await runtime.LoadEmbedderAsync(model, cancellationToken);
    }

    private static void Render(Terminal terminal, EmbeddingSpeed speed)
    {
        if (terminal.IsJson)
        {
            terminal.WriteJson(speed);
            return;
        }
        var tokens = speed.Tokens is { } count ? string.Create(CultureInfo.InvariantCulture, $", {count:N0} tokens") : "";
        terminal.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{speed.Space}: {speed.Texts:N0} texts{tokens}; {speed.TextsPerSecond:N1} texts a second in the fastest round"));
        foreach (var round in speed.Rounds)
            terminal.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{round.Seconds,8:0.00} s {round.ProcessorSeconds,8:0.00} s of processor time"));
    }
}
