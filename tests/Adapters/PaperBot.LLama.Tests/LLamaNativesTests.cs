using LLama.Native;
using Microsoft.Extensions.Logging.Abstractions;

namespace PaperBot.LLama;

public sealed class LLamaNativesTests
{
    [Fact]
    public void The_native_libraries_are_found_beside_the_adapter()
    {
        LLamaNatives.Prepare(NullLoggerFactory.Instance);
        LLamaNatives.Prepare(NullLoggerFactory.Instance);
        NativeApi.llama_max_devices().ShouldBePositive();
    }
}
