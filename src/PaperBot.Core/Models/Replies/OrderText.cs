using System.Text.RegularExpressions;

namespace PaperBot.Models.Replies;

/// <summary>Recognises text that gives a language model orders. No paper says of itself what such a sentence says, so none is quoted or shown to a model.</summary>
internal static partial class OrderText
{
    public static bool IsIn(string sentence) => Order().IsMatch(sentence);

    [GeneratedRegex(
        @"\b(?:ignore|disregard|forget|override|bypass)\s+(?:(?:all|any|the|your|these|those|of|every|everything)\s+){0,3}(?:(?:previous|prior|above|earlier|preceding|other|system|safety)\s+)?(?:instructions?|prompts?|rules|messages?|guidelines|directions)\b"
        + @"|\b(?:ignore|disregard|forget)\s+(?:all\s+|everything\s+)?(?:(?:of\s+)?the\s+)?above\b|\b(?:reveal|print|repeat|output|show|leak)\s+(?:me\s+)?(?:your|the)\s+(?:system\s+|hidden\s+|initial\s+|secret\s+)?(?:prompt|instructions)\b"
        + @"|\byou\s+are\s+now\b|\byour\s+(?:new\s+)?(?:task|instructions?|role)\s+(?:is|are)\b|\bnew\s+instructions?\s*:|^\W*(?:system|assistant|user|human)\s*:|\bas\s+an?\s+(?:ai|language)\s+(?:language\s+)?(?:model|assistant),?\s+(?:i|you)\b"
        + @"|\b(?:note|message|instructions?)\s+(?:to|for)\s+(?:the\s+)?(?:ai|llm|model|assistant|summari[sz]er|reviewer|bot)\b|\b(?:respond|reply|answer|end|begin|start)\s+(?:only\s+|your\s+\w+\s+|every\s+\w+\s+)*with\s+(?:the\s+(?:words?|text|phrase|link)|only|exactly|[""'“<@])"
        + @"|\b(?:do\s+not|don't|never)\s+(?:summari[sz]e|mention|reveal|follow)\b.{0,40}\b(?:paper|abstract|instructions?|prompt|rules|this)\b|<\|[^|]{0,40}\|>|\[/?INST\]|</?(?:system|s|start_of_turn|end_of_turn|im_start|im_end)>",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Order();
}
