using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace PaperBot.Answering.Generative;

/// <summary>
/// Tells sentences that speak to a model, a reader's browser or a chat instead of reporting research. What <see cref="Is"/> is never shown to a model and
/// supports nothing a model says; of it, only what <see cref="Commands"/> is not even quoted. A guard in front of the checker, not instead of it.
/// </summary>
internal static partial class SuspectText
{
    private const int FewestWords = 9;
    private const double MostForeignLetters = 0.3;

    /// <summary>The sentence may be an order, a role, markup, or text that PaperBot cannot judge because it is not English. Rather too often than too rarely.</summary>
    public static bool Is(string sentence)
    {
        var text = Plain(sentence);
        return Commands(text) || Markup().IsMatch(text) || Anywhere().IsMatch(text) || Imperative().IsMatch(text) || Addresses().IsMatch(text) || Encoded().IsMatch(text) || !IsEnglish(text);
    }

    /// <summary>
    /// The sentence orders a model about, plays a role of a chat, mentions people, or sends the reader somewhere. An order between quotation marks is
    /// reported, as papers about attacks do, not given.
    /// </summary>
    public static bool Commands(string sentence)
    {
        var text = Plain(sentence);
        var unquoted = Quotation().Replace(text, " ");
        return Tokens().IsMatch(text) || Mention().IsMatch(text) || Image().IsMatch(text)
            || Role().IsMatch(unquoted) || Override().IsMatch(unquoted) || Order().IsMatch(unquoted) || NewRole().IsMatch(unquoted) || Foreign().IsMatch(unquoted) || Lure().IsMatch(unquoted)
            || Spaced().IsMatch(text) || MixedScript().IsMatch(text);
    }

    // What hides letters from a pattern and not from a model: compatibility forms, invisible characters.
    private static string Plain(string text)
    {
        var seen = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned))
                seen.Append(rune);
            else if (rune.Value is '\n' or '\t' or '\r')
                seen.Append(' ');
        }
        return seen.ToString().Normalize(NormalizationForm.FormKC).Trim();
    }

    private static bool IsEnglish(string text)
    {
        var letters = text.Count(char.IsLetter);
        if (text.Count(c => char.IsLetter(c) && !char.IsAscii(c)) > MostForeignLetters * letters)
            return false;
        return text.Count(c => c == ' ') < FewestWords || EnglishWord().IsMatch(text);
    }

    // <|im_start|>, [INST], <<SYS>>, <start_of_turn>, </s>, <tool_call>.
    [GeneratedRegex(@"```|<\s?\||\|\s?>|\[/?INST\]|<</?SYS>>|</?s>|</?(?:start_of_turn|end_of_turn|bos|eos|system|user|assistant|human|message|tool\w*|function\w*|instructions?|im_start|im_end)\b[^>]{0,40}>|\#{2,}\s?(?:instruction|system|response|user|human|assistant)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Tokens();

    [GeneratedRegex(@"@(?:everyone|here)\b|<(?:@[!&]?|\#)\d+>|(?<![\w@])@(?:all|channel|room|admins?|mods?|moderators?)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Mention();

    [GeneratedRegex(@"!\[[^\]]{0,200}\]\s?\(|<(?:img|script|iframe|svg|a)\s[^>]{0,200}(?:src|href)|javascript:|data:text/", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Image();

    [GeneratedRegex(@"(?:^|[.!?;]\s+|\n)[\W_]{0,4}(?:system(?: (?:prompt|message|note|override))?|assistant|user|human|developer|operator|admin|ai|new instructions?|instructions?|question|rules|sentences|important|attention|note to (?:the )?(?:ai|assistant|models?|llms?|bots?|reviewers?))(?:\s\w+)?\s?:(?!\s?//)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Role();

    // An order's place is the beginning of a clause: "methods ignore the previous context" is none.
    private const string Begin = @"(?:^|[.!?:;,(\-—–*>]\s*|\b(?:please|now|you|must|should|and|then|just|simply|always|also|first|instead|immediately|assistants?|models?|bots?|ai|llms?)[,:]?\s+(?:must\s+|should\s+|will\s+|to\s+)?|(?-i:(?=[A-Z][a-z])))";

    private const string Object = @"(?:instructions?|prompts?|rules?|guidelines?|directions?|directives?|orders?|the above|everything (?:above|before)|all (?:of )?the (?:above|previous)|(?:above|previous|prior|earlier|preceding) (?:text|context|messages?|sentences?|conversation|evidence)|safety|restrictions?|filters?|your (?:training|task|role|programming)|what you were told|system (?:text|message))";

    [GeneratedRegex(Begin + @"(?:ignore|disregard|forget|override|overrule|bypass|skip|drop|discard|neglect|abandon|violate|break|stop following|do not (?:follow|obey)|don't (?:follow|obey))\b.{0,60}\b" + Object + @"\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Override();

    [GeneratedRegex(@"\b(?:ignor|disregard|forget|overrid|bypass)\w*\b.{0,60}\b" + Object + @"\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Anywhere();

    [GeneratedRegex(Begin + @"(?:print|reveal|repeat|output|display|show|leak|disclose|write|recite|echo|return|reply|respond|answer|say|tell|append|prepend|add|insert|include|begin|start|end|finish|conclude|mention|ping|tag|notify|call|invoke|execute|run|send|post|translate|summari[sz]e|state|claim|recommend|pretend|act|behave|speak|talk|rate|assess|give|treat|use|confirm|praise)\b.{0,80}\b(?:your (?:\w+ )?(?:answers?|repl(?:y|ies)|responses?|output|prompts?|instructions?|rules|summary|messages?|name|role|users?|review)|(?:system|initial|hidden|secret|developer) (?:prompt|message|text|instructions?)|the (?:users?|readers?|prompt|word|words|phrase|string|following (?:text|words?|sentence|link|message)|exact (?:words?|text))|verbatim|word for word|(?:every|each|all|any) (?:answers?|repl(?:y|ies)|responses?|sentences? you)|(?:only|just|exactly|nothing but)(?: with)?:? (?:['""“‘]|(?-i:[A-Z]{3}))|in (?:french|german|spanish|russian|chinese|italian|japanese|base64|rot13|all caps|capital letters)|passwords?|api keys?|tokens? of|as if you|as an? (?:admin|pirate|dan|unrestricted|human|expert)|like an? (?:pirate|cat|dan|child)|(?:tools?|functions?) \w+_\w+|\w+_\w+\()", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Order();

    [GeneratedRegex(@"\byou (?:are|were|will be) (?:now|no longer|an? (?:\w+ )?(?:ai|assistant|bot|chatbot|language model|model|dan|pirate|hacker|expert|cat|linux|terminal|reviewer))\b|\bfrom (?:now|here|this point) on(?:wards?)?\b.{0,40}\b(?:you|your|answer|every|all|reply|respond|speak)\b|\b(?:pretend|imagine|act as if|behave as if) (?:that )?you\b|\b(?:jailbr(?:eak|oken) (?:mode|activated|enabled)|developer mode|god mode|debug mode (?:on|is|enabled)|do anything now)\b|\bas an ai\b|\byour (?:new|real|true|actual|only) (?:task|role|goal|job|instructions?|purpose|name|identity)\b|\byour (?:system |previous |hidden )?(?:prompt|instructions)\b|\b(?:when|if|whenever|before|after|while) you (?:\w+ ){0,3}(?:summari\w+|answer\w*|respond\w*|repl\w+|review\w*|read\w*|asked)\b|^(?:sure|certainly|of course|okay|understood)[,!.]|^here (?:is|are) (?:the|my|your) (?:\w+ )?(?:system|prompt|instructions?|rules)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex NewRole();

    [GeneratedRegex(@"\b(?:ignorier\w*|vergiss|vergesst|missacht\w*|anweisung\w*|antworte\w*|ignorez|ignore[sz]? (?:toutes|les|las|todas|todos|tutte|le)|oubliez|oublie|consignes|réponds|répondez|ignora|ignoren|olvida|olvide|olvídate|responde|respóndeme|instrucciones|instruções|istruzioni|dimentica|esqueça|negeer|vergeet|zignoruj|instrukcj\w*)\b|игнорир|забудь|инструкц|отвечай|ответь|忽略|无视|無視|指令|提示词|回答时|指示|システムプロンプト|무시|지시|تجاهل|التعليمات|निर्देश|התעלם", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Foreign();

    // "Visit https://…"; where code and data are is told by honest abstracts too.
    [GeneratedRegex(@"(?:^|[.!?:;,]\s*|\b(?:please|must|and|then|to)\s+)(?:visit|click|follow|open|go to|log in|login|sign in|enter|scan|download|buy|subscribe|claim|verify|join|install|transfer|send|fetch|load)\b(?!.{0,80}\b(?:codes?|data(?:sets?)?|models?|weights|demos?|implementation|project|repository|github|resources|survey|website|page|videos?|supplement\w*)\b).{0,80}(?:https?:|www\.|\bhere\b|\b(?:this|the|that|following|below) links?\b|\w\.(?:com|net|xyz|gg|ru|top|io|example)\b)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Lure();

    [GeneratedRegex(@"(?:(?<!\w)[A-Za-z](?:[ ._-]{1,3}|$)){6,}", RegexOptions.CultureInvariant)]
    private static partial Regex Spaced();

    // A Cyrillic letter in a Latin word.
    [GeneratedRegex(@"[A-Za-z]\p{IsCyrillic}|\p{IsCyrillic}[A-Za-z]", RegexOptions.CultureInvariant)]
    private static partial Regex MixedScript();

    [GeneratedRegex(@"</?think|\{\{|\}\}|\]\s?\(https?:|^\s*[{\[]\s*""|""(?:name|arguments|tool|function|role|content)""\s*:|\w+_\w+\(", RegexOptions.CultureInvariant)]
    private static partial Regex Markup();

    [GeneratedRegex(@"^\W*(?:please|print|reveal|repeat|output|reply|respond|answer|say|tell|append|prepend|insert|pretend|act|behave|click|visit|follow|send|call|invoke|execute|translate|write|recite|mention|ping|notify|download|subscribe|remember|forget|ignore|disregard|stop|do not|don't|never|always|confirm|praise|accept|recommend)\b(?!\s*[-–])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Imperative();

    [GeneratedRegex(@"\byour\b|\byou(?:'re|'ll|'ve)?\s+(?:are|must|should|will|shall|have to|need to|may|can|cannot)\b|\b(?:dear|hey|hello|hi),? (?:ai|assistant|model|llm|chatbot|bot|gpt|claude|reader|reviewer)s?\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Addresses();

    [GeneratedRegex(@"(?<![\w/.-])(?=[A-Za-z+/]*\d)(?=[\w+/]*[A-Z])[A-Za-z0-9+/]{32,}={0,2}|(?:\\x[0-9a-f]{2}){4,}|(?:%[0-9a-f]{2}){4,}", RegexOptions.CultureInvariant)]
    private static partial Regex Encoded();

    [GeneratedRegex(@"[""“„]([^""”“]{1,200})[""”]|(?<!\w)['‘`]{1,2}([^'’`]{1,200})['’`]{1,2}(?!\w)", RegexOptions.CultureInvariant)]
    private static partial Regex Quotation();

    [GeneratedRegex(@"\b(?:the|of|and|to|in|a|an|is|are|for|that|with|we|on|by|as|our|from|this|it|can|be|not|has|have|their|or|at|than|which|its|these|while|via|using|without|into|but|both)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex EnglishWord();
}
