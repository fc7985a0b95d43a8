using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace PaperBot.Qdrant;

/// <summary>Section <c>Qdrant</c>: an index in a Qdrant server.</summary>
internal sealed partial class QdrantOptions
{
    public const string Section = "Qdrant";

    /// <summary>Where its gRPC port is: <c>http://localhost:6334</c>; <c>https</c> for TLS; empty means there is none.</summary>
    [Required(AllowEmptyStrings = true)]
    [RegularExpression("https?://[^/]+/?", ErrorMessage = "Qdrant:Address must be like http://localhost:6334 (the gRPC port) or https://qdrant.example.org:6334.")]
    public string Address { get; set; } = "";

    /// <summary>Key of the server, secret; empty when it asks for none. Belongs into the environment, <c>PAPERBOT_Qdrant__ApiKey</c>.</summary>
    [Required(AllowEmptyStrings = true)]
    public string ApiKey { get; set; } = "";

    /// <summary>SHA-256 of the server's certificate in hexadecimal, for one that no authority signed; empty trusts authorities.</summary>
    [Required(AllowEmptyStrings = true)]
    [RegularExpression("[0-9A-Fa-f:]{64,95}", ErrorMessage = "Qdrant:CertificateHash must be the SHA-256 of the server's certificate, 64 hexadecimal digits.")]
    public string CertificateHash { get; set; } = "";

    /// <summary>Name of the alias, and the beginning of the names of its collections; each library needs its own.</summary>
    [Required]
    [RegularExpression("[A-Za-z0-9_-]{1,100}", ErrorMessage = "Qdrant:Prefix must be 1 to 100 letters, digits, - and _.")]
    public string Prefix { get; set; } = "paperbot";

    /// <summary>Keeps the embedded index in step as well; it answers while Qdrant cannot.</summary>
    public bool KeepEmbedded { get; set; } = true;

    /// <summary>How words and vectors are joined: <c>convex</c> as the embedded index does, from raw scores; <c>rrf</c> by ranks, in the server.</summary>
    [Required]
    [RegularExpression("convex|rrf", ErrorMessage = "Qdrant:Fusion must be convex or rrf.")]
    public string Fusion { get; set; } = "convex";

    /// <summary>Papers that words and vectors each bring before they are joined.</summary>
    [Range(10, 10_000)]
    public int Candidates { get; set; } = 400;

    /// <summary>Papers of one writing request.</summary>
    [Range(1, 10_000)]
    public int BatchSize { get; set; } = 256;

    /// <summary>Keeps an int8 form of the vectors in memory and scores the best again with the full ones. Holds from the next rebuild.</summary>
    public bool Quantize { get; set; }

    /// <summary>How many times more papers the int8 form proposes than are wanted.</summary>
    [Range(1.0, 20.0)]
    public double Oversampling { get; set; } = 2;

    /// <summary>HNSW: links of a paper in the graph; 0 takes the server's default. Holds from the next rebuild.</summary>
    [Range(0, 256)]
    public int HnswM { get; set; }

    /// <summary>HNSW: neighbours looked at while the graph is built; 0 takes the server's default. Holds from the next rebuild.</summary>
    [Range(0, 10_000)]
    [DeniedValues(1, 2, 3, ErrorMessage = "Qdrant:HnswEfConstruct must be 0 or at least 4.")]
    public int HnswEfConstruct { get; set; }

    /// <summary>HNSW: neighbours looked at in a search; 0 takes the server's default.</summary>
    [Range(0, 10_000)]
    public int HnswEf { get; set; }

    /// <summary>Vectors and graph stay on disk instead of in memory. Holds from the next rebuild.</summary>
    public bool OnDisk { get; set; }

    /// <summary>Seconds that a connection may take.</summary>
    [Range(1, 600)]
    public int ConnectSeconds { get; set; } = 3;

    /// <summary>Seconds that a reading request may take.</summary>
    [Range(1, 600)]
    public int ReadSeconds { get; set; } = 10;

    /// <summary>Seconds that a writing request may take.</summary>
    [Range(1, 3600)]
    public int WriteSeconds { get; set; } = 120;

    /// <summary>How often a request that met a passing failure is sent again.</summary>
    [Range(0, 10)]
    public int Retries { get; set; } = 2;

    /// <summary>Seconds after a failure in which the embedded index answers without asking Qdrant.</summary>
    [Range(1, 3600)]
    public int PauseSeconds { get; set; } = 15;

    /// <summary>Minutes between two comparisons with the library while the bot serves; 0 for none.</summary>
    [Range(0, 100_000)]
    public int ReconcileMinutes { get; set; } = 60;

    /// <summary>Papers compared each time.</summary>
    [Range(1, 100_000)]
    public int ReconcileSample { get; set; } = 500;

    [OptionsValidator]
    internal sealed partial class Validator : IValidateOptions<QdrantOptions>;
}
