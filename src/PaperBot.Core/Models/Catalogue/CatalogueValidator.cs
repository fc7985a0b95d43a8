using Microsoft.Extensions.Options;

namespace PaperBot.Models.Catalogue;

/// <summary>Lets errors in the catalogue stop the start as bad options do.</summary>
internal sealed class CatalogueValidator : IValidateOptions<ModelOptions>
{
    public ValidateOptionsResult Validate(string? name, ModelOptions options)
    {
        var problems = ModelCatalogue.Read(options.CataloguePath).Problems;
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems.Select(problem => "Models:Catalogue: " + problem));
    }
}
