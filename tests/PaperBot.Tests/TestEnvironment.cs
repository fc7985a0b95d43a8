using System.Runtime.CompilerServices;

namespace PaperBot;

/// <summary>What holds for every test of this assembly.</summary>
internal static class TestEnvironment
{
    // No test may reach for the network because it happened to read an empty library.
#pragma warning disable CA2255 // A test assembly is the application here.
    [ModuleInitializer]
#pragma warning restore CA2255
    public static void Prepare()
    {
        Environment.SetEnvironmentVariable("PAPERBOT_Library__StarterFetchesDaily", "false");
        Environment.SetEnvironmentVariable("PAPERBOT_Models__AutoPull", "none");
        // Nor may it use the models of whoever runs the tests. The folder is never made.
        Environment.SetEnvironmentVariable("PAPERBOT_Models__Folder", Path.Combine(Path.GetTempPath(), "paperbot-tests-without-models"));
    }
}
