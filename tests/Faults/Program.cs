using System.Runtime.InteropServices;
using Engine;
using Faults;
using Faults.Bench;
using Faults.Output;
using Faults.Shop;
using Faults.Stack;

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

var isCompose = options.System == "compose";
if (isCompose && EngineParts.Missing(ComposeVersion.Two) is { } missing)
{
    Console.Error.WriteLine($"No engine can be started here: {missing}.");
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
var suite = new FaultSuite(MakeBench, options, Console.Out, interrupted.Token)
{
    Tried = result => Artifacts.WriteFailure(options.Artifacts, options.Seed, result),
};
IReadOnlyList<CaseResult> results;
try
{
    results = await suite.RunAsync();
}
finally
{
    DockerEngine.DisposeShared();
}

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
    var system = isCompose ? "--system=compose " : "";
    Console.WriteLine(
        $"  again: ./build.sh --target=Faults {system}--seed={options.Seed} --only={failed.Fault.Id}"
    );
}

return results.Any(result => result.Verdict == Verdict.Failed) ? 1 : 0;

IFaultBench MakeBench(int number) =>
    isCompose
        ? new ComposeBench(options.Tool, $"{place}-{number}")
        : new QuickstartBench(options.Tool, $"{place}-{number}");
