using System.Runtime.InteropServices;
using Faults;
using Faults.Output;
using Faults.Shop;

if (!OperatingSystem.IsLinux())
{
    Console.Error.WriteLine("The fault suite needs Linux: /proc, signals, mounts.");
    return 64;
}

SuiteOptions options;
try
{
    options = SuiteOptions.Parse(args, Random.Shared.Next(1, 100_000));
}
catch (ArgumentException exception)
{
    Console.Error.WriteLine(exception.Message);
    return 64;
}

var place = Path.Combine(Path.GetTempPath(), $"faults-{Environment.ProcessId}");
using var interrupted = new CancellationTokenSource();
void Interrupt(PosixSignalContext context)
{
    // The workspaces must not stay mounted, with servers in them.
    context.Cancel = true;
    interrupted.Cancel();
}

using var onInterrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Interrupt);
using var onTerminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Interrupt);
Artifacts.Begin(options.Artifacts);
var suite = new FaultSuite(
    number => new QuickstartBench(options.Tool, $"{place}-{number}"),
    options,
    Console.Out,
    interrupted.Token
)
{
    Tried = result => Artifacts.WriteFailure(options.Artifacts, options.Seed, result),
};
var results = await suite.RunAsync();
if (options.IsList)
{
    return 0;
}

Artifacts.Write(options.Artifacts, options.Seed, results);
Console.WriteLine($"\n{ResultTable.Render(results)}\n");
foreach (
    var why in results
        .Where(result => result.Verdict == Verdict.NotHere)
        .SelectMany(result => result.Told)
        .Distinct()
)
{
    Console.WriteLine($"Not here: {why}");
}

foreach (var failed in results.Where(result => result.Verdict == Verdict.Failed))
{
    Console.WriteLine($"{failed.Fault.Id}: {failed.Broken[0].Split('\n')[0]}");
    Console.WriteLine($"  again: ./build.sh --target=Faults --seed={options.Seed} --only={failed.Fault.Id}");
}

return results.Any(result => result.Verdict == Verdict.Failed) ? 1 : 0;
