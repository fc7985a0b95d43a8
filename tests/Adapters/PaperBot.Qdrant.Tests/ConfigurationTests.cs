using PaperBot.Testing;

namespace PaperBot.Qdrant;

public sealed class ConfigurationTests() : AdapterOptionsConformance(typeof(QdrantOptions).Assembly, QdrantOptions.Section);
