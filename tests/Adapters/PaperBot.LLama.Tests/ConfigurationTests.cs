using PaperBot.Testing;

namespace PaperBot.LLama;

public sealed class ConfigurationTests() : AdapterOptionsConformance(typeof(LLamaOptions).Assembly, LLamaOptions.Section);
