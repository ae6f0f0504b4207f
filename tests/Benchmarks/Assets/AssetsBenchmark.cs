using System.Globalization;

namespace Benchmarks.Assets;

/// <summary>Compressing static files, against the tools that people use for it.</summary>
internal sealed class AssetsBenchmark : IBenchmark
{
    private const string All =
        "find . -type f ! -name '.*' ! -name '*.gz' ! -name '*.br' -print0 | xargs -0 -P2 -n16";

    public string Name => "assets";

    public string Summary =>
        "compressing static files, against gzip, brotli and npm tools; --full takes its time";

    public Task<int> RunAsync(IReadOnlyList<string> arguments)
    {
        var full = arguments.Contains("--full");
        var directory = Directory.CreateTempSubdirectory("bench-assets-").FullName;
        try
        {
            var npm = new NpmPackages(Path.Join(directory, "npm"));
            var tools = npm.Install("gzipper", "precompress") is { } installed
                ? Path.Join(installed, ".bin")
                : null;
            if (tools == null)
            {
                Console.WriteLine("Skipped: gzipper and precompress (npm cannot install them).");
            }

            var gzip = new AssetsCase(directory, "gz", npm, full ? 60_000_000 : 30_000_000, full ? 9 : 5);
            gzip.Run("gzip, level 9", Gzip(tools));
            var brotli = new AssetsCase(directory, "br", npm, full ? 60_000_000 : 6_000_000, full ? 5 : 3);
            brotli.Run("Brotli, quality 11", Brotli(tools));
            var both = new AssetsCase(directory, "gz,br", npm, full ? 30_000_000 : 3_000_000, full ? 5 : 3);
            both.Run("both", Both(tools));
            gzip.RunAgain("gzip again, nothing changed", Again(tools), file => null);
            gzip.RunAgain("gzip again, one file changed", Again(tools), Append);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }

        return Task.FromResult(0);
    }

    private static string? Append(string file)
    {
        File.AppendAllText(file, Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture));
        return file;
    }

    private static Contender Ours(string encodings) =>
        new("this", Environment.ProcessPath!, "assets-run", encodings);

    private static Contender Sh(string name, string script) => new(name, "sh", "-c", script);

    private static IReadOnlyList<Contender> Gzip(string? tools) =>
        [
            Sh("gzip -9, 2 workers", $"{All} gzip -9 -n -k -f"),
            Ours("gz"),
            .. Npm(tools, "gzipper", "compress", ".", "--gzip", "--gzip-level", "9"),
            .. Npm(tools, "precompress", "-s", "-t", "gz", "."),
        ];

    private static IReadOnlyList<Contender> Brotli(string? tools) =>
        [
            .. BrotliTool("brotli -q 11, 2 workers", $"{All} brotli -q 11 -k -f"),
            Ours("br"),
            .. Npm(tools, "gzipper", "compress", ".", "--brotli"),
            .. Npm(tools, "precompress", "-s", "-t", "br", "."),
        ];

    private static IReadOnlyList<Contender> Both(string? tools) =>
        [
            .. BrotliTool("gzip -9; brotli -q 11", $"{All} gzip -9 -n -k -f; {All} brotli -q 11 -k -f"),
            Ours("gz,br"),
            .. Npm(tools, "gzipper", "compress", ".", "--gzip", "--gzip-level", "9", "--brotli"),
            .. Npm(tools, "precompress", "-s", "."),
        ];

    private static IReadOnlyList<Contender> Again(string? tools) =>
        [
            Sh("gzip -9, 2 workers", $"{All} gzip -9 -n -k -f"),
            Ours("gz"),
            .. Npm(
                tools,
                "gzipper",
                "compress",
                ".",
                "--gzip",
                "--gzip-level",
                "9",
                "-e",
                "gz",
                "--incremental"
            ),
            .. Npm(tools, "precompress", "-s", "-m", "-t", "gz", "."),
        ];

    private static IEnumerable<Contender> BrotliTool(string name, string script)
    {
        if (Shell.Has("brotli"))
        {
            return [Sh(name, script)];
        }

        Console.WriteLine("Skipped: brotli (no program of that name; it is in the package brotli).");
        return [];
    }

    private static IEnumerable<Contender> Npm(
        string? tools,
        string name,
        params IReadOnlyList<string> arguments
    ) => tools == null ? [] : [new Contender($"npm {name}", Path.Join(tools, name), arguments)];
}
