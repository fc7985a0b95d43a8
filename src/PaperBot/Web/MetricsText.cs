using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;

namespace PaperBot.Web;

/// <summary>Collects what the meter "PaperBot" measures and writes it in Prometheus' text format, version 0.0.4.</summary>
internal sealed class MetricsText : IDisposable
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    private const string MeterName = "PaperBot";

    /// <summary>Upper bounds of histogram buckets, seconds.</summary>
    private static readonly double[] Bounds = [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10, 30, 60, 300];

    private readonly ConcurrentDictionary<(string Name, string Labels), Series> _series = new();
    private readonly MeterListener _listener = new();

    public MetricsText()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == MeterName)
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Record(instrument, value, tags));
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Record(instrument, value, tags));
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Record(instrument, value, tags));
        _listener.Start();
    }

    /// <summary>Everything measured so far.</summary>
    public string Write()
    {
        _listener.RecordObservableInstruments();
        var text = new StringBuilder();
        foreach (var family in _series.OrderBy(pair => pair.Key.Name, StringComparer.Ordinal).ThenBy(pair => pair.Key.Labels, StringComparer.Ordinal).GroupBy(pair => pair.Key.Name, StringComparer.Ordinal))
        {
            var first = family.First().Value;
            if (first.Description is { Length: > 0 } description)
                text.Append(CultureInfo.InvariantCulture, $"# HELP {family.Key} {Escape(description)}\n");
            text.Append(CultureInfo.InvariantCulture, $"# TYPE {family.Key} {first.Type}\n");
            foreach (var ((name, labels), series) in family)
                series.Write(text, name, labels);
        }
        return text.ToString();
    }

    public void Dispose() => _listener.Dispose();

    private void Record(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var type = instrument switch
        {
            Histogram<double> or Histogram<long> or Histogram<int> => "histogram",
            Counter<double> or Counter<long> or Counter<int> => "counter",
            _ => "gauge",
        };
        _series.GetOrAdd((Name(instrument, type), Labels(tags)), _ => new Series(type, instrument.Description)).Add(value);
    }

    private static string Name(Instrument instrument, string type)
    {
        var name = new string([.. instrument.Name.Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '_')]);
        return name + (instrument.Unit == "s" ? "_seconds" : "") + (type == "counter" ? "_total" : "");
    }

    private static string Labels(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var labels = new List<string>();
        foreach (var (name, value) in tags)
            labels.Add($"{new string([.. name.Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '_')])}=\"{Escape(Convert.ToString(value, CultureInfo.InvariantCulture) ?? "")}\"");
        labels.Sort(StringComparer.Ordinal);
        return string.Join(',', labels);
    }

    private static string Escape(string value) =>
        value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);

    private sealed class Series(string type, string? description)
    {
        private readonly Lock _gate = new();
        private readonly long[] _buckets = new long[Bounds.Length];
        private double _sum;
        private long _count;

        public string Type => type;

        public string? Description => description;

        public void Add(double value)
        {
            lock (_gate)
            {
                _count++;
                _sum = type == "gauge" ? value : _sum + value;
                for (var i = 0; i < Bounds.Length; i++)
                    _buckets[i] += value <= Bounds[i] ? 1 : 0;
            }
        }

        public void Write(StringBuilder text, string name, string labels)
        {
            lock (_gate)
            {
                var braces = labels.Length > 0 ? $"{{{labels}}}" : "";
                if (type != "histogram")
                {
                    text.Append(CultureInfo.InvariantCulture, $"{name}{braces} {_sum:R}\n");
                    return;
                }
                var more = labels.Length > 0 ? labels + "," : "";
                for (var i = 0; i < Bounds.Length; i++)
                    text.Append(CultureInfo.InvariantCulture, $"{name}_bucket{{{more}le=\"{Bounds[i]:R}\"}} {_buckets[i]}\n");
                text.Append(CultureInfo.InvariantCulture, $"{name}_bucket{{{more}le=\"+Inf\"}} {_count}\n{name}_sum{braces} {_sum:R}\n{name}_count{braces} {_count}\n");
            }
        }
    }
}
