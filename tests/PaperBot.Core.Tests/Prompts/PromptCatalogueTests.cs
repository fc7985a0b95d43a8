using Microsoft.Extensions.AI;
using PaperBot.Testing;

namespace PaperBot.Prompts;

public sealed class PromptCatalogueTests : IDisposable
{
    private const string Good = """
        name: greet
        description: Greets.
        template_format: semantic-kernel
        template: |
          <message role="system">
          You greet.
          </message>
          <message role="user">
          Greet {{$name}} on {{ $day }}.
          </message>
        input_variables:
          - name: name
            description: Who.
          - name: day
            description: When.
        execution_settings:
          default:
            temperature: 0.25
            max_tokens: 40
            stop_sequences: ["END"]
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private PromptCatalogue Load(string yaml, string path = "Area/greet.yaml")
    {
        var file = Path.Combine(_folder.Path, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, yaml);
        return PromptCatalogue.Load(_folder.Path);
    }

    private string Error(string yaml, string path = "Area/greet.yaml") => Should.Throw<InvalidDataException>(() => Load(yaml, path)).Message;

    [Fact]
    public void A_prompt_is_found_by_area_and_name_and_rendered()
    {
        var prompt = Load(Good)["Area/greet"];
        var messages = prompt.Render(("name", "Ada"), ("day", "Monday"));
        messages.Select(message => (message.Role, message.Text)).ShouldBe([(ChatRole.System, "You greet."), (ChatRole.User, "Greet Ada on Monday.")]);
        prompt.Options().ShouldSatisfyAllConditions(
            options => options.Temperature.ShouldBe(.25f), options => options.MaxOutputTokens.ShouldBe(40), options => options.StopSequences.ShouldBe(["END"]));
    }

    [Fact]
    public void The_hash_changes_with_the_text_and_not_with_its_line_ends()
    {
        var hash = Load(Good)["Area/greet"].Hash;
        hash.Length.ShouldBe(12);
        Load(Good.ReplaceLineEndings("\r\n"))["Area/greet"].Hash.ShouldBe(hash);
        Load(Good.Replace("You greet.", "You greet them."))["Area/greet"].Hash.ShouldNotBe(hash);
    }

    [Fact]
    public void A_variable_that_is_not_declared_is_named() => Error(Good.Replace("{{$name}}", "{{$nick}}")).ShouldContain("uses without declaring them: nick");

    [Fact]
    public void A_variable_that_is_not_used_is_named() => Error(Good.Replace("on {{ $day }}", "today")).ShouldContain("declares without using them: day");

    [Theory]
    [InlineData("temperature", "temprature")]
    [InlineData("description: Greets.", "descripton: Greets.")]
    public void An_unknown_key_is_refused_with_its_line(string from, string to) => Error(Good.Replace(from, to)).ShouldMatch(@"greet\.yaml:\d+: .*" + to.Split(':')[0]);

    [Fact]
    public void Text_outside_messages_is_refused() => Error(Good.Replace("  <message role=\"user\">", "  Loose words.\n  <message role=\"user\">")).ShouldContain("text stands outside a message: \"Loose words.\"");

    [Theory]
    [InlineData("role=\"user\"", "role=\"tool\"", "must be system, user or assistant")]
    [InlineData("Greet {{$name}}", "Greet {{name}} {{$name}}", "may stand in double braces")]
    [InlineData("Greet {{$name}}", "Greet <message role=\"user\"> {{$name}}", "a message stands within another")]
    [InlineData("You greet.", "You greet {{$name}}.", "the system message must be the same for every request")]
    [InlineData("semantic-kernel", "handlebars", "only semantic-kernel is known")]
    [InlineData("name: greet", "name: great", "its name is great, which is not the file's")]
    [InlineData("role=\"system\"", "role=\"user\"", "must begin with a system message")]
    public void A_damaged_template_is_refused_with_the_reason(string from, string to, string reason) => Error(Good.Replace(from, to)).ShouldContain(reason);

    [Fact]
    public void All_damaged_files_are_named_at_once()
    {
        Should.Throw<InvalidDataException>(() => Load("name: [", "Area/first.yaml"));
        var message = Error("", "Other/second.yaml");
        message.ShouldContain("first.yaml");
        message.ShouldContain("second.yaml");
    }

    [Fact]
    public void A_missing_file_or_folder_is_named_with_what_to_do()
    {
        Should.Throw<InvalidDataException>(() => Load(Good)["Area/absent"]).Message.ShouldMatch(@"absent\.yaml is missing\. Put it back, or set Prompts:Folder");
        Should.Throw<InvalidDataException>(() => PromptCatalogue.Load(Path.Combine(_folder.Path, "nowhere"))).Message.ShouldContain("Prompts:Folder");
    }

    [Fact]
    public void Values_must_be_those_declared()
    {
        var prompt = Load(Good)["Area/greet"];
        Should.Throw<ArgumentException>(() => prompt.Render(("name", "Ada"))).Message.ShouldContain("takes day, name");
        Should.Throw<ArgumentException>(() => prompt.Render(("name", "Ada"), ("day", "Monday"), ("year", "1843")));
    }
}
