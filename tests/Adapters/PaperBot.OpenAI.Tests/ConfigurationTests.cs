using PaperBot.Testing;

namespace PaperBot.OpenAI;

public sealed class ConfigurationTests() : AdapterOptionsConformance(typeof(OpenAIOptions).Assembly, OpenAIOptions.Section);
