using Microsoft.Extensions.Options;
using PaperBot.Library;
using PaperBot.Retrieval.Indexing;
using PaperBot.Sources.Ingestion;
using PaperBot.Testing;

namespace PaperBot.Sources.Refresh;

public sealed class RefreshSourcesTests : IDisposable
{
    private static readonly DateTimeOffset Noon = new(2025, 8, 20, 12, 0, 0, TimeSpan.Zero);

    private readonly TemporaryLibrary _temporary = new();

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public void Every_source_is_due_at_once_and_then_at_its_own_time()
    {
        var schedules = RefreshSchedule.Of(new RefreshOptions(), Noon);
        schedules.Select(schedule => (schedule.Specification, schedule.Due)).ShouldBe([("hf:daily", Noon), ("arxiv:cs.CL+cs.AI+cs.LG", Noon)]);
        foreach (var schedule in schedules)
            schedule.Succeeded(Noon);
        schedules[0].Due.ShouldBe(Noon.AddMinutes(30));
        schedules[1].Due.ShouldBe(new DateTimeOffset(2025, 8, 21, 5, 45, 0, TimeSpan.Zero));
        schedules[1].Succeeded(new DateTimeOffset(2025, 8, 21, 5, 44, 0, TimeSpan.Zero));
        schedules[1].Due.ShouldBe(new DateTimeOffset(2025, 8, 21, 5, 45, 0, TimeSpan.Zero));
        schedules[1].Succeeded(schedules[1].Due);
        schedules[1].Due.ShouldBe(new DateTimeOffset(2025, 8, 22, 5, 45, 0, TimeSpan.Zero));
    }

    [Fact]
    public void A_failing_source_is_tried_ever_more_rarely_until_it_works()
    {
        var schedule = RefreshSchedule.Of(new RefreshOptions(), Noon)[0];
        var waits = new List<double>();
        for (var i = 0; i < 9; i++)
        {
            schedule.Failed(Noon);
            waits.Add((schedule.Due - Noon).TotalMinutes);
        }
        waits.ShouldBe([5, 10, 20, 40, 80, 160, 320, 360, 360]);
        schedule.Succeeded(Noon);
        schedule.Failures.ShouldBe(0);
        schedule.Failed(Noon);
        schedule.Due.ShouldBe(Noon.AddMinutes(5));
    }

    [Fact]
    public void A_source_that_is_turned_off_is_not_read() =>
        RefreshSchedule.Of(new RefreshOptions { HuggingFaceMinutes = 0, ArxivCategories = "" }, Noon).ShouldBeEmpty();

    [Fact]
    public async Task Papers_of_each_reading_are_stored_and_searchable_and_a_broken_source_holds_nothing_up()
    {
        var papers = PaperSamples.Many(6);
        var readings = 0;
        using var stop = new CancellationTokenSource();
        var clock = new ManualTimeProvider(Noon) { DelaysPassAtOnce = true };
        var factory = new FakeSourceFactory(
            ("hf:daily", _ => ++readings > 3 ? Stop(stop) : [new FakeSource($"page {readings}", [papers[2 * readings - 2], papers[2 * readings - 1]])]),
            ("arxiv:cs.CL", _ => throw new SourceUnavailableException("arXiv is closed.")));
        var index = new MemoryPaperIndex();
        var updater = new IndexUpdater(_temporary.Library, index, Options.Create(new IndexUpdateOptions()), clock);
        var refresh = new RefreshSources(
            new IngestPapers(_temporary.Library, [factory], Options.Create(new LibraryOptions()), clock),
            updater,
            Options.Create(new RefreshOptions { ArxivCategories = "cs.CL" }),
            clock);
        await Should.ThrowAsync<OperationCanceledException>(() => refresh.RunAsync(stop.Token));
        _temporary.Library.Count().Papers.ShouldBe(6);
        index.State.Papers.ShouldBe(6);
        updater.IsBehind.ShouldBeFalse();
        // Within the hour and a half of the four readings, arXiv was tried at 0, 5, 15, 35 and 75 minutes.
        factory.Requests.Count(request => request.Specification == "arxiv:cs.CL").ShouldBe(5);
    }

    private static IReadOnlyList<IPaperSource> Stop(CancellationTokenSource stop)
    {
        stop.Cancel();
        return [];
    }
}
