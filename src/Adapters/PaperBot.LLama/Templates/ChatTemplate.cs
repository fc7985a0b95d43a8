namespace PaperBot.LLama.Templates;

/// <summary>Writes conversations in one family's form, ending where the model's answer begins.</summary>
/// <param name="family">Which form.</param>
/// <param name="skipsThinking">Whether the model is told that it has thought already.</param>
internal sealed class ChatTemplate(TemplateFamily family, bool skipsThinking = false)
{
    public TemplateFamily Family => family;

    /// <summary>Control tokens that a vocabulary must hold for this form; those that may also be plain text are left out.</summary>
    public IReadOnlyList<string> NeededTokens => family switch
    {
        TemplateFamily.ChatMl => ["<|im_start|>", "<|im_end|>"],
        TemplateFamily.Llama3 => ["<|start_header_id|>", "<|end_header_id|>", "<|eot_id|>"],
        TemplateFamily.Gemma => ["<start_of_turn>", "<end_of_turn>"],
        TemplateFamily.MistralV1 => [],
        TemplateFamily.MistralV3 or TemplateFamily.MistralTekken => ["[INST]", "[/INST]"],
        TemplateFamily.MistralV7 => ["[SYSTEM_PROMPT]", "[/SYSTEM_PROMPT]", "[INST]", "[/INST]"],
        TemplateFamily.Phi3 => ["<|user|>", "<|assistant|>", "<|end|>"],
        _ => ["<|im_start|>", "<|im_sep|>", "<|im_end|>"],
    };

    /// <summary>The conversation; a system text can only be its first turn.</summary>
    public RenderedPrompt Render(IReadOnlyList<ChatTurn> turns)
    {
        var writer = new SegmentWriter();
        switch (family)
        {
            case TemplateFamily.Gemma:
                WriteGemma(writer, turns);
                break;
            case TemplateFamily.MistralV1:
                WriteMistral(writer, turns, before: " ", after: " ");
                break;
            case TemplateFamily.MistralV3:
                WriteMistral(writer, turns, before: "", after: " ");
                break;
            case TemplateFamily.MistralTekken:
                WriteMistral(writer, turns, before: "", after: "");
                break;
            case TemplateFamily.MistralV7:
                WriteMistralV7(writer, turns);
                break;
            default:
                WriteTurns(writer, turns);
                break;
        }
        return writer.ToPrompt();
    }

    private void WriteTurns(SegmentWriter writer, IReadOnlyList<ChatTurn> turns)
    {
        foreach (var turn in turns)
        {
            Open(writer, Name(turn.Role));
            writer.Text(family == TemplateFamily.Llama3 ? turn.Text.Trim() : turn.Text);
            Close(writer);
            if (turn.Role == TurnRole.System)
                writer.EndPrefix();
        }
        Open(writer, "assistant");
        if (skipsThinking)
            writer.Control("<think>").Text("\n\n").Control("</think>").Text("\n\n");
    }

    private void Open(SegmentWriter writer, string role)
    {
        _ = family switch
        {
            TemplateFamily.Llama3 => writer.Control("<|start_header_id|>").Text(role).Control("<|end_header_id|>").Text("\n\n"),
            TemplateFamily.Phi3 => writer.Control($"<|{role}|>").Text("\n"),
            TemplateFamily.Phi4 => writer.Control("<|im_start|>").Text(role).Control("<|im_sep|>"),
            _ => writer.Control("<|im_start|>").Text(role + "\n"),
        };
    }

    private void Close(SegmentWriter writer)
    {
        _ = family switch
        {
            TemplateFamily.Llama3 => writer.Control("<|eot_id|>"),
            TemplateFamily.Phi3 => writer.Control("<|end|>").Text("\n"),
            TemplateFamily.Phi4 => writer.Control("<|im_end|>"),
            _ => writer.Control("<|im_end|>").Text("\n"),
        };
    }

    // Gemma knows no system turn: the text goes before the first question.
    private static void WriteGemma(SegmentWriter writer, IReadOnlyList<ChatTurn> turns)
    {
        var system = turns is [{ Role: TurnRole.System }, ..] ? turns[0].Text.Trim() : null;
        foreach (var turn in system is null ? turns : turns.Skip(1))
        {
            writer.Control("<start_of_turn>").Text(turn.Role == TurnRole.Assistant ? "model\n" : "user\n");
            if (system is not null && turn.Role == TurnRole.User)
            {
                writer.Text(system + "\n\n").EndPrefix();
                system = null;
            }
            writer.Text(turn.Text.Trim()).Control("<end_of_turn>").Text("\n");
        }
        writer.Control("<start_of_turn>").Text("model\n");
    }

    private static void WriteMistral(SegmentWriter writer, IReadOnlyList<ChatTurn> turns, string before, string after)
    {
        var open = false;
        foreach (var turn in turns)
        {
            if (!open)
                writer.Text(before).Control("[INST]").Text(after);
            open = true;
            switch (turn.Role)
            {
                case TurnRole.System:
                    writer.Text(turn.Text + "\n\n").EndPrefix();
                    break;
                case TurnRole.User:
                    writer.Text(turn.Text + before).Control("[/INST]");
                    break;
                default:
                    writer.Text(after + turn.Text.Trim()).Control("</s>");
                    open = false;
                    break;
            }
        }
    }

    private static void WriteMistralV7(SegmentWriter writer, IReadOnlyList<ChatTurn> turns)
    {
        foreach (var turn in turns)
        {
            _ = turn.Role switch
            {
                TurnRole.System => writer.Control("[SYSTEM_PROMPT]").Text(turn.Text).Control("[/SYSTEM_PROMPT]").EndPrefix(),
                TurnRole.User => writer.Control("[INST]").Text(turn.Text).Control("[/INST]"),
                _ => writer.Text(turn.Text).Control("</s>"),
            };
        }
    }

    private static string Name(TurnRole role) => role switch
    {
        TurnRole.System => "system",
        TurnRole.User => "user",
        _ => "assistant",
    };

    private sealed class SegmentWriter
    {
        private readonly List<PromptSegment> _segments = [];

        private int _prefix;

        public SegmentWriter Control(string token) => Add(new PromptSegment(token, IsControl: true));

        public SegmentWriter Text(string text) => text.Length == 0 ? this : Add(new PromptSegment(text, IsControl: false));

        public SegmentWriter EndPrefix()
        {
            _prefix = _segments.Count;
            return this;
        }

        public RenderedPrompt ToPrompt() => new(_segments, _prefix);

        private SegmentWriter Add(PromptSegment segment)
        {
            _segments.Add(segment);
            return this;
        }
    }
}
