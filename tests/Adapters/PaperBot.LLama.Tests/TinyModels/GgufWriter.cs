using System.Text;

namespace PaperBot.LLama.TinyModels;

/// <summary>Writes GGUF files (version 3): named values, then tensors of 32-bit floats.</summary>
internal sealed class GgufWriter
{
    private const int Alignment = 32;

    private readonly List<(string Key, Action<BinaryWriter> Write)> _values = [];
    private readonly List<(string Name, ulong[] Shape, float[] Data)> _tensors = [];

    private enum Kind : uint
    {
        Integer = 5,
        Float = 6,
        Flag = 7,
        Text = 8,
        List = 9,
        Unsigned = 4,
    }

    public GgufWriter Set(string key, string value) => Add(key, Kind.Text, to => Write(to, value));

    public GgufWriter Set(string key, uint value) => Add(key, Kind.Unsigned, to => to.Write(value));

    public GgufWriter Set(string key, float value) => Add(key, Kind.Float, to => to.Write(value));

    public GgufWriter Set(string key, bool value) => Add(key, Kind.Flag, to => to.Write(value));

    public GgufWriter Set(string key, IReadOnlyList<string> values) => AddList(key, Kind.Text, values, Write);

    public GgufWriter Set(string key, IReadOnlyList<float> values) => AddList(key, Kind.Float, values, (to, value) => to.Write(value));

    public GgufWriter Set(string key, IReadOnlyList<int> values) => AddList(key, Kind.Integer, values, (to, value) => to.Write(value));

    /// <summary>Adds a tensor; the first number of the shape runs fastest.</summary>
    public GgufWriter Tensor(string name, float[] data, params int[] shape)
    {
        _tensors.Add((name, [.. shape.Select(length => (ulong)length)], data));
        return this;
    }

    public void WriteTo(string path)
    {
        using var to = new BinaryWriter(File.Create(path));
        to.Write("GGUF"u8);
        to.Write(3u);
        to.Write((ulong)_tensors.Count);
        to.Write((ulong)_values.Count);
        foreach (var (key, write) in _values)
        {
            Write(to, key);
            write(to);
        }
        var offset = 0ul;
        foreach (var (name, shape, data) in _tensors)
        {
            Write(to, name);
            to.Write((uint)shape.Length);
            foreach (var length in shape)
                to.Write(length);
            to.Write(0u);
            to.Write(offset);
            offset += (ulong)Padded(data.Length * sizeof(float));
        }
        foreach (var (_, _, data) in _tensors)
        {
            Pad(to);
            foreach (var number in data)
                to.Write(number);
        }
        Pad(to);
    }

    private GgufWriter Add(string key, Kind kind, Action<BinaryWriter> write)
    {
        _values.Add((key, to =>
        {
            to.Write((uint)kind);
            write(to);
        }
        ));
        return this;
    }

    private GgufWriter AddList<T>(string key, Kind kind, IReadOnlyList<T> values, Action<BinaryWriter, T> write) => Add(key, Kind.List, to =>
    {
        to.Write((uint)kind);
        to.Write((ulong)values.Count);
        foreach (var value in values)
            write(to, value);
    });

    private static void Write(BinaryWriter to, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        to.Write((ulong)bytes.Length);
        to.Write(bytes);
    }

    private static void Pad(BinaryWriter to)
    {
        while (to.BaseStream.Position % Alignment != 0)
            to.Write((byte)0);
    }

    private static int Padded(int length) => (length + Alignment - 1) / Alignment * Alignment;
}
