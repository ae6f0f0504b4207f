using Cake.Frosting.Release.Assets;

namespace Benchmarks.Assets;

/// <summary>Our contender as a process of its own: <c>assets-run gz|br|gz,br</c> in the directory.</summary>
internal sealed class AssetsRun : IBenchmark
{
    public string Name => "assets-run";

    public string Summary => "";

    public async Task<int> RunAsync(IReadOnlyList<string> arguments)
    {
        var encodings = arguments[0].Split(',');
        var options = new CompressOptions
        {
            Gzip = encodings.Contains("gz"),
            Brotli = encodings.Contains("br"),
        };
        var result = await new StaticCompressor(options).RunAsync([new StaticDirectory(".")]);
        Console.WriteLine($"{result.Written.Count} written, {result.Skipped} skipped, {result.Duration}");
        return 0;
    }
}
