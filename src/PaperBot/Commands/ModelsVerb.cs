using System.CommandLine;

namespace PaperBot.Commands;

/// <summary><c>paperbot models …</c>: what can be downloaded, what is there, and what is used.</summary>
internal static class ModelsVerb
{
    public static Command Create() => new("models", "Download, check and choose the models that write, embed and rerank.")
    {
        ModelsListVerb.Create(),
        ModelsPullVerb.Create(),
        ModelsVerifyVerb.Create(),
        ModelsRemoveVerb.Create(),
        ModelsUseVerb.Create(),
    };
}
