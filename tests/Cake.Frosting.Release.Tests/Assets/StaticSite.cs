using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using Cake.Frosting.Release.Assets;

namespace Cake.Frosting.Release.Tests.Assets;

/// <summary>A directory of static files in a temporary place.</summary>
internal sealed class StaticSite : IDisposable
{
    public const string Manifest = ".compress-manifest.json";

    public string Root { get; } = Directory.CreateTempSubdirectory("static-site-").FullName;

    public static string Text(int length, int seed = 1)
    {
        var random = new Random(seed);
        var text = new StringBuilder();
        while (text.Length < length)
        {
            text.Append(".selector-")
                .Append(random.Next(50))
                .Append(" { margin: ")
                .Append(random.Next(99))
                .Append("px }\n");
        }

        return text.ToString(0, length);
    }

    public static byte[] Noise(int length)
    {
        var bytes = new byte[length];
        new Random(7).NextBytes(bytes);
        return bytes;
    }

    public string PathOf(string relative) => Path.Join(Root, relative);

    public bool Has(string relative) => File.Exists(PathOf(relative));

    public byte[] Bytes(string relative) => File.ReadAllBytes(PathOf(relative));

    public string Add(string relative, string content) => Add(relative, Encoding.UTF8.GetBytes(content));

    public string Add(string relative, byte[]? content = null)
    {
        var path = PathOf(relative);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content ?? Encoding.UTF8.GetBytes(Text(4000)));
        return path;
    }

    public Task<CompressResult> Run(
        CompressOptions? options = null,
        IProgress<CompressProgress>? progress = null,
        CancellationToken cancellation = default
    ) => new StaticCompressor(options).RunAsync([new StaticDirectory(Root)], progress, cancellation);

    public Task<CompressPlan> Plan(CompressOptions? options = null) =>
        new StaticCompressor(options).PlanAsync([new StaticDirectory(Root)]);

    /// <summary>All files with their content and modification time: equal if nothing was changed.</summary>
    public SortedDictionary<string, string> Snapshot() =>
        new(
            Directory
                .EnumerateFiles(
                    Root,
                    "*",
                    new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 }
                )
                .ToDictionary(
                    path => Path.GetRelativePath(Root, path),
                    path =>
                        $"{File.GetLastWriteTimeUtc(path):O} {Convert.ToHexString(File.ReadAllBytes(path))}"
                ),
            StringComparer.Ordinal
        );

    public IReadOnlyList<string> Names() => [.. Snapshot().Keys];

    public byte[] Unpacked(string relative)
    {
        using var file = File.OpenRead(PathOf(relative));
        using Stream content = relative.EndsWith(".gz", StringComparison.Ordinal)
            ? new GZipStream(file, CompressionMode.Decompress)
            : new BrotliStream(file, CompressionMode.Decompress);
        using var bytes = new MemoryStream();
        content.CopyTo(bytes);
        return bytes.ToArray();
    }

    public byte[] UnpackedBySystem(string relative, string program)
    {
        var start = new ProcessStartInfo(program, ["-d", "-c", PathOf(relative)])
        {
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        using var bytes = new MemoryStream();
        process.StandardOutput.BaseStream.CopyTo(bytes);
        process.WaitForExit();
        process.ExitCode.ShouldBe(0);
        return bytes.ToArray();
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
