using System.Diagnostics.Metrics;

namespace PaperBot.Web;

public sealed class MetricsTextTests
{
    [Fact]
    public void What_the_meter_measures_is_written_as_prometheus_reads_it()
    {
        using var metrics = new MetricsText();
        using var meter = new Meter("PaperBot");
        using var other = new Meter("Other");
        meter.CreateCounter<int>("test.readings", "{reading}", "Readings\nby \"outcome\".").Add(2, new KeyValuePair<string, object?>("the.source", "a\"b\\c\n"));
        var seconds = meter.CreateHistogram<double>("test.wait", "s");
        seconds.Record(0.02);
        seconds.Record(400);
        meter.CreateObservableGauge("test.depth", () => 3.5);
        other.CreateCounter<int>("test.foreign").Add(1);
        var lines = metrics.Write().Split('\n').Where(line => line.Contains("test_", StringComparison.Ordinal)).ToList();
        lines.ShouldBe(
        [
            "# TYPE test_depth gauge",
            "test_depth 3.5",
            "# HELP test_readings_total Readings\\nby \\\"outcome\\\".",
            "# TYPE test_readings_total counter",
            "test_readings_total{the_source=\"a\\\"b\\\\c\\n\"} 2",
            "# TYPE test_wait_seconds histogram",
            "test_wait_seconds_bucket{le=\"0.001\"} 0",
            "test_wait_seconds_bucket{le=\"0.005\"} 0",
            "test_wait_seconds_bucket{le=\"0.01\"} 0",
            "test_wait_seconds_bucket{le=\"0.05\"} 1",
            "test_wait_seconds_bucket{le=\"0.1\"} 1",
            "test_wait_seconds_bucket{le=\"0.5\"} 1",
            "test_wait_seconds_bucket{le=\"1\"} 1",
            "test_wait_seconds_bucket{le=\"5\"} 1",
            "test_wait_seconds_bucket{le=\"10\"} 1",
            "test_wait_seconds_bucket{le=\"30\"} 1",
            "test_wait_seconds_bucket{le=\"60\"} 1",
            "test_wait_seconds_bucket{le=\"300\"} 1",
            "test_wait_seconds_bucket{le=\"+Inf\"} 2",
            "test_wait_seconds_sum 400.02",
            "test_wait_seconds_count 2",
        ]);
    }
}
