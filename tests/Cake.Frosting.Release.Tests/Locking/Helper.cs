using System.Diagnostics;
using System.Runtime.CompilerServices;
using Cake.Frosting.Release.Commands;
using Cake.Frosting.Release.Locking;
using Cake.Frosting.Release.State;

namespace Cake.Frosting.Release.Tests.Locking;

/// <summary>
/// What tests need a process of its own for: this assembly, started as a program. It says <c>ready</c> once it is.
/// </summary>
internal static class Helper
{
    public static async Task<int> Main(string[] arguments)
    {
        switch (arguments)
        {
            case ["hold-lock", var path]:
                using (FileLock.TryTake(path, Holder("a helper")))
                {
                    Console.WriteLine("ready");
                    await Task.Delay(Timeout.Infinite);
                }

                return 0;
            case ["hold-host-lock", var host, var identity, var known, var directory]:
                using (
                    var state = new HostState(
                        SshHost.Parse(host) with
                        {
                            Identity = identity,
                            KnownHosts = known,
                        },
                        directory,
                        new Redactor(),
                        HostPatience.Default,
                        TimeProvider.System
                    )
                )
                {
                    using var held = state.TryTake(Holder("a helper"));
                    Console.WriteLine("ready");
                    await Task.Delay(Timeout.Infinite);
                }

                return 0;
            case ["run", .. var line]:
                var runner = new CommandRunner(new Redactor());
                var result = await runner.RunAsync(new ThisMachine(), new Command(line[0], line[1..]));
                Console.WriteLine(
                    Convert.ToHexString(System.Text.Encoding.UTF8.GetBytes(result.StandardOutput))
                );
                return 0;
            case ["leash", .. var line]:
                using (var leash = new Leash())
                {
                    Console.WriteLine(leash.Run);
                    await new CommandRunner(new Redactor(), leash).RunAsync(
                        new ThisMachine(),
                        new Command(line[0], line[1..])
                    );
                }

                return 0;
            default:
                return 64;
        }
    }

    public static LockHolder Holder(string user) =>
        new(
            user,
            Environment.ProcessId,
            "Release of shop",
            new DateTimeOffset(2026, 11, 21, 10, 42, 27, TimeSpan.Zero),
            null
        );

    public static Process Start(params IEnumerable<string> arguments) => Start([], arguments);

    public static Process Start(
        IEnumerable<KeyValuePair<string, string>> environment,
        IEnumerable<string> arguments
    )
    {
        var start = new ProcessStartInfo(
            Environment.ProcessPath is { } path && Path.GetFileName(path) == "dotnet" ? path : "dotnet",
            ["exec", typeof(Helper).Assembly.Location, .. arguments]
        )
        {
            RedirectStandardOutput = true,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    [ModuleInitializer]
    internal static void NoBanner() => Environment.SetEnvironmentVariable("DOTNET_NOLOGO", "1");
}
