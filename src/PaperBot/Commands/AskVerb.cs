using System.CommandLine;
using PaperBot.Answering;

namespace PaperBot.Commands;

/// <summary><c>paperbot ask</c></summary>
internal sealed class AskVerb
{
    private readonly Argument<string[]> _question = new("question") { Description = "The question; quotes are not needed.", Arity = ArgumentArity.OneOrMore };
    private readonly Option<bool> _why = new("--why") { Description = "Show retrieval scores, evidence, and each claim's check." };
    private readonly FilterChoices _filter = new();
    private readonly EngineChoices _engine = EngineChoices.One();

    public static Command Create() => new AskVerb().Build();

    private Command Build()
    {
        var command = CommandLine.Verb(
            "ask",
            "Answer a question from the library; every sentence is checked against the abstract it cites.",
            "paperbot ask \"What are retrieval heads?\"\npaperbot ask \"how sparse are they\" --from 2024-01-01 --why",
            RunAsync);
        command.Add(_question);
        command.Add(_why);
        command.Add(_engine.Option);
        _filter.AddTo(command);
        return command;
    }

    private async Task<int> RunAsync(VerbContext context, CancellationToken cancellationToken)
    {
        var (terminal, why) = (context.Terminal, context.Parsed.GetValue(_why));
        if (await _engine.ReadAsync(context) is not [var engine])
            return ExitCode.Usage;
        var request = new AskRequest(string.Join(' ', context.Parsed.GetValue(_question)!)) { Filter = _filter.Read(context.Parsed), Engine = engine };
        var result = await new AnswerDisplay(terminal).ShowAsync(context.Get<AskQuestion>().RunAsync(request, cancellationToken), cancellationToken);
        if (terminal.IsJson)
            terminal.WriteJson(AnswerJson.Of(request.Question, result, why));
        else if (why)
            AnswerReasons.Show(terminal, result);
        return result switch
        {
            Completed => ExitCode.Done,
            NotFound => ExitCode.NothingFound,
            Refused => ExitCode.Usage,
            _ => ExitCode.Failure,
        };
    }
}
