using Microsoft.Extensions.Options;
using PaperBot.Models;
using PaperBot.Models.Catalogue;
using PaperBot.Models.Files;

namespace PaperBot.Testing.Fakes;

/// <summary>The choice of models by options alone, over the real catalogue.</summary>
public static class GivenModels
{
    public static ChosenModels Chosen(IOptions<ModelOptions> options)
    {
        var catalogue = ModelCatalogue.Load(Path.Combine(Repository.Root, "models", "models.json"));
        return new ChosenModels(options, catalogue, new ModelFolder(options), new ModelChoices(options), new Fingerprints(options));
    }
}
