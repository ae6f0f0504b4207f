using Benchmarks;
using Benchmarks.Assets;
using Benchmarks.Changelogs;
using Benchmarks.Downtime;
using Benchmarks.Postgres;
using Benchmarks.Startup;

// A bench is one entry here and one folder beside this file.
IReadOnlyList<IBenchmark> benchmarks =
[
    new AssetsBenchmark(),
    new AssetsRun(),
    new ChangelogBenchmark(),
    new ChangelogRun(),
    new DowntimeBenchmark(),
    new PostgresBenchmark(),
    new PostgresRun(),
    new StartupBenchmark(),
];

if (args is [var name, .. var rest] && benchmarks.FirstOrDefault(b => b.Name == name) is { } benchmark)
{
    return await benchmark.RunAsync(rest);
}

if (args is ["all", .. var options])
{
    var exitCode = 0;
    foreach (var one in benchmarks.Where(b => b.Summary.Length > 0))
    {
        exitCode = Math.Max(exitCode, await one.RunAsync(options));
    }

    return exitCode;
}

Console.Error.WriteLine("dotnet run -c Release --project tests/Benchmarks -- NAME [options]");
foreach (var known in benchmarks.Where(b => b.Summary.Length > 0))
{
    Console.Error.WriteLine($"  {known.Name, -12} {known.Summary}");
}

Console.Error.WriteLine($"  {"all", -12} all of them");

return 2;
