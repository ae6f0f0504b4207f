using Benchmarks;
using Benchmarks.Assets;

// A bench is one entry here and one folder beside this file.
IReadOnlyList<IBenchmark> benchmarks = [new AssetsBenchmark(), new AssetsRun()];

if (args is [var name, .. var rest] && benchmarks.FirstOrDefault(b => b.Name == name) is { } benchmark)
{
    return await benchmark.RunAsync(rest);
}

Console.Error.WriteLine("dotnet run -c Release --project tests/Benchmarks -- NAME [options]");
foreach (var known in benchmarks.Where(b => b.Summary.Length > 0))
{
    Console.Error.WriteLine($"  {known.Name, -12} {known.Summary}");
}

return 2;
