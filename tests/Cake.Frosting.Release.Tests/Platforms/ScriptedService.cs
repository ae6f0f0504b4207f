using System.Globalization;
using Cake.Frosting.Release.Commands;
using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Platforms.Processes;
using Cake.Frosting.Release.Tests.Commands;
using Cake.Frosting.Release.Tests.Files;

namespace Cake.Frosting.Release.Tests.Platforms;

/// <summary>One service under service.sh, in a directory whose name asks for trouble.</summary>
internal sealed class ScriptedService : IDisposable
{
    private readonly TemporaryDirectory root = new();
    private readonly ProcessLayout layout;

    public ScriptedService()
    {
        layout = new ProcessLayout(root["it's a $(touch never) \"place\""]);
        ServiceScript.Install(layout);
    }

    public string Directory => layout.Root;

    public string State => Path.Combine(layout.Root, "run", "state");

    public string Write(string name, string text) =>
        root.Write(Path.Combine(Path.GetFileName(layout.Root), name), text);

    public string Read(string name) =>
        File.Exists(Path.Combine(layout.Root, name)) ? File.ReadAllText(Path.Combine(layout.Root, name)) : "";

    public Task<string> StartAsync(string program, params string[] arguments) =>
        program is "always" or "never"
            ? StartAsync(program, arguments[0], arguments[1..])
            : StartAsync("always", program, arguments);

    /// <summary>Starts it where that is possible; the error where it is not.</summary>
    public async Task<string?> TryStartAsync(string program, params string[] arguments)
    {
        try
        {
            await StartAsync(program, arguments);
            return null;
        }
        catch (CommandFailedException failure)
        {
            return failure.StandardError;
        }
    }

    public Task StopAsync(int grace = 10) => Script("stop", State, $"{grace}").RunAsync();

    public async Task<bool> IsUpAsync() =>
        (await (Script("status", State) with { SuccessCodes = [0, 3] }).RunAsync()).ExitCode == 0;

    public async Task<(int Supervisor, int Child)> FindAsync()
    {
        var result = await (Script("status", State) with { SuccessCodes = [0, 3] }).RunAsync();
        var words = result.Value.Split(' ');
        return result.ExitCode == 3
            ? (0, 0)
            : (
                int.Parse(words[0], CultureInfo.InvariantCulture),
                int.Parse(words[1], CultureInfo.InvariantCulture)
            );
    }

    public async Task<int> ReadProcessAsync()
    {
        await Eventually.ShouldHoldAsync(() => Read("out").EndsWith('\n'), "the process told its id");
        return int.Parse(Read("out"), CultureInfo.InvariantCulture);
    }

    /// <summary>Sends SIGTERM to the supervisor some time after it came up, or gives up where it never does.</summary>
    public async Task SignalSupervisorAsync(TimeSpan delay)
    {
        for (var i = 0; i < 500 && !Supervisors().Any(); i++)
        {
            await Task.Delay(1);
        }

        await Task.Delay(delay);
        foreach (var supervisor in Supervisors())
        {
            await Shell.Sh($"kill -TERM {supervisor} 2>/dev/null; true").RunAsync();
        }
    }

    public void Dispose()
    {
        foreach (var process in (int[])[FindAsync().GetAwaiter().GetResult().Supervisor])
        {
            if (process > 0)
            {
                Shell
                    .Sh($"kill -s KILL -- -{process} 2>/dev/null; sleep 0.1; true")
                    .RunAsync()
                    .GetAwaiter()
                    .GetResult();
            }
        }

        foreach (var supervisor in Supervisors())
        {
            Shell.Sh($"kill -s KILL -- -{supervisor} 2>/dev/null; true").RunAsync().GetAwaiter().GetResult();
        }

        Thread.Sleep(100);
        root.Dispose();
    }

    /// <summary>Supervisors that no state file names any more.</summary>
    private IEnumerable<string> Supervisors() =>
        System
            .IO.Directory.EnumerateDirectories("/proc")
            .Where(process => char.IsAsciiDigit(Path.GetFileName(process)[0]))
            .Where(process =>
            {
                try
                {
                    return File.ReadAllText(Path.Combine(process, "cmdline")).Contains($"supervise\0{State}");
                }
                catch (IOException)
                {
                    return false;
                }
            })
            .Select(process => Path.GetFileName(process)!);

    private async Task<string> StartAsync(string restart, string program, string[] arguments) =>
        (
            await Script([
                    "start",
                    State,
                    Path.Combine(layout.Root, "log"),
                    "TERM",
                    restart,
                    "1.0.0",
                    layout.Root,
                    program,
                    .. arguments,
                ])
                .WithEnvironment("OUT", Path.Combine(layout.Root, "out"))
                .RunAsync()
        ).Value;

    private Command Script(params string[] arguments) => new("sh", [layout.Script, .. arguments]);
}
