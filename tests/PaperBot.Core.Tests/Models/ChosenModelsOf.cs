using Microsoft.Extensions.Options;
using PaperBot.Models.Catalogue;
using PaperBot.Models.Files;

namespace PaperBot.Models;

/// <summary>What the options alone choose, without a catalogue.</summary>
internal static class ChosenModelsOf
{
    /// <param name="options">With a folder of the test's own.</param>
    public static ChosenModels Options(ModelOptions options)
    {
        options.Catalogue = Path.Combine(options.Folder, "no-catalogue.json");
        var wrapped = Microsoft.Extensions.Options.Options.Create(options);
        return new ChosenModels(wrapped, ModelCatalogue.Load(options.Catalogue), new ModelFolder(wrapped), new ModelChoices(wrapped), new Fingerprints(wrapped));
    }
}
