using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.AspNetCore.Http;

namespace PaperBot.Qdrant.Server;

/// <summary>gRPC over HTTP/2: one message a body with five bytes before it, the status in trailers.</summary>
internal static class Framing
{
    private const int Head = 5;

    public static async Task<byte[]> ReadAsync(HttpRequest request)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        var bytes = body.ToArray();
        if (bytes.Length < Head || BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(1)) != bytes.Length - Head)
            throw new RpcException(new Status(StatusCode.Internal, "a unary call has exactly one message"));
        return bytes[0] == 0 ? bytes[Head..] : throw new RpcException(new Status(StatusCode.Unimplemented, "compression is not supported"));
    }

    public static async Task WriteAsync(HttpResponse response, IMessage message)
    {
        var bytes = new byte[Head + message.CalculateSize()];
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(1), (uint)(bytes.Length - Head));
        message.WriteTo(bytes.AsSpan(Head));
        await response.Body.WriteAsync(bytes);
    }

    public static void Fail(HttpResponse response, Status status)
    {
        response.Headers["grpc-status"] = ((int)status.StatusCode).ToString(CultureInfo.InvariantCulture);
        response.Headers["grpc-message"] = string.Concat(Encoding.UTF8.GetBytes(status.Detail).Select(b => b is >= 0x20 and <= 0x7E and not (byte)'%' ? ((char)b).ToString() : $"%{b:X2}"));
    }

    /// <summary>How long the client waits.</summary>
    public static TimeSpan Timeout(HttpRequest request)
    {
        var text = request.Headers["grpc-timeout"].ToString();
        if (text.Length < 2)
            return System.Threading.Timeout.InfiniteTimeSpan;
        var value = long.Parse(text[..^1], NumberStyles.None, CultureInfo.InvariantCulture);
        return text[^1] switch
        {
            'H' => TimeSpan.FromHours(value),
            'M' => TimeSpan.FromMinutes(value),
            'S' => TimeSpan.FromSeconds(value),
            'm' => TimeSpan.FromMilliseconds(value),
            'u' => TimeSpan.FromMicroseconds(value),
            _ => TimeSpan.FromTicks(value / 100),
        };
    }
}
