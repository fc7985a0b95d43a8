using System.CommandLine;

namespace PaperBot.Commands;

/// <summary>Every verb, in the order of <c>--help</c>.</summary>
internal static class Verbs
{
    public static IReadOnlyList<Func<Command>> All { get; } =
    [
        AskVerb.Create,
        ChatVerb.Create,
        SummarizeVerb.Create,
        CompareVerb.Create,
        SearchVerb.Create,
        SimilarVerb.Create,
        PaperVerb.Create,
        TrendingVerb.Create,
        IngestVerb.Create,
        ModelsVerb.Create,
        ServeVerb.Create,
        StatusVerb.Create,
        DoctorVerb.Create,
        ReindexVerb.Create,
        BackupVerb.Create,
        RestoreVerb.Create,
        EvalVerb.Create,
        BenchVerb.Create,
    ];
}
