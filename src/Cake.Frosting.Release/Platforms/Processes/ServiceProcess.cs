using System.Globalization;
using Cake.Frosting.Release.Checks;
using Cake.Frosting.Release.Commands;
using Cake.Frosting.Release.Configuration;
using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Platforms.Processes;

/// <summary>One service as a process of this machine: how it is started, found, waited for and stopped.</summary>
internal sealed class ServiceProcess(
    string name,
    Service service,
    ProcessLayout layout,
    HttpClient client,
    IPlace place
)
{
    /// <summary>How long the stopping of a killed process may take beyond its grace.</summary>
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(15);

    public string Name => name;

    public Service Configuration => service;

    public Command StartCommand(string version, PlaceholderValues values)
    {
        var directory = Path.GetFullPath(Path.Combine(layout.DirectoryOf(version), service.WorkingDirectory));
        var program = values.Fill(service.Command!);
        var command = new Command(
            "sh",
            [
                layout.Script,
                "start",
                layout.StateOf(name),
                layout.LogOf(name),
                SignalName(service.Stop.Signal),
                service.Restart == RestartPolicy.Always ? "always" : "never",
                version,
                directory,
                program.Program,
                .. program.Arguments,
            ]
        );
        return service.Environment.Aggregate(
            command,
            (soFar, variable) => soFar.WithEnvironment(variable.Key, values.Fill(variable.Value))
        );
    }

    private TimeSpan Grace => service.Stop.Grace ?? TimeSpan.FromSeconds(30);

    public Command StopCommand =>
        new(
            "sh",
            layout.Script,
            "stop",
            layout.StateOf(name),
            Math.Ceiling(Grace.TotalSeconds).ToString(CultureInfo.InvariantCulture)
        )
        {
            Deadline = Grace + Slack,
        };

    public Command StatusCommand =>
        new("sh", layout.Script, "status", layout.StateOf(name)) { SuccessCodes = [0, 3] };

    /// <summary>What tells that a version is healthy; <c>null</c> where the configuration names nothing.</summary>
    public ICheck? HealthOf(PlaceholderValues values, string version) =>
        service.Health switch
        {
            null => null,
            { Http: { } url } => new HttpProbe(client, url),
            { Tcp: { } port } => new TcpProbe(port),
            { Command: { } command } => new CommandProbe(
                place,
                values.Fill(command, layout.DirectoryOf(version))
            ),
            _ => null,
        };

    public async Task StartAsync(
        string version,
        PlaceholderValues values,
        StepContext context,
        CancellationToken cancellationToken
    )
    {
        Directory.CreateDirectory(Path.GetDirectoryName(layout.LogOf(name))!);
        ServiceScript.Install(layout);
        await context.RunAsync(place, StartCommand(version, values), cancellationToken).ConfigureAwait(false);
        if (HealthOf(values, version) is not { } check)
        {
            return;
        }

        var health = service.Health!;
        try
        {
            await Waiting
                .UntilAsync(
                    check,
                    $"{name} {version} is healthy",
                    health.Deadline,
                    health.Interval,
                    context,
                    cancellationToken
                )
                .ConfigureAwait(false);
        }
        catch (ReleaseRefusedException refusal)
        {
            throw new ReleaseRefusedException(
                $"{refusal.Problem}\nThe end of its log:\n    {string.Join("\n    ", LogEnd())}",
                $"Read {layout.LogOf(name)}."
            );
        }
    }

    public async Task StopAsync(StepContext context, CancellationToken cancellationToken)
    {
        ServiceScript.Install(layout);
        await context.RunAsync(place, StopCommand, cancellationToken).ConfigureAwait(false);
        if (
            service.Port is { } port
            && await TcpProbe.IsOpenAsync(port, cancellationToken).ConfigureAwait(false)
        )
        {
            throw new ReleaseRefusedException(
                $"{name} was stopped, and something else listens on its port {port}.",
                $"Find out what it is, for example with: ss -ltnp 'sport = :{port}'"
            );
        }
    }

    /// <summary>The version that runs and its process; <c>null</c> where it does not run. Changes nothing.</summary>
    public async Task<(string Version, string Process)?> FindAsync(
        StepContext context,
        CancellationToken cancellationToken
    )
    {
        if (!File.Exists(layout.Script) || !File.Exists(layout.StateOf(name)))
        {
            return null;
        }

        var result = await context.LookAsync(place, StatusCommand, cancellationToken).ConfigureAwait(false);
        var words = result.Value.Split(' ');
        return result.ExitCode == 0 && words.Length == 3 ? (words[2], words[1]) : null;
    }

    private IEnumerable<string> LogEnd() =>
        File.Exists(layout.LogOf(name))
            ? File.ReadLines(layout.LogOf(name)).TakeLast(12)
            : ["(there is no log)"];

    private static string SignalName(StopSignal signal) =>
        signal switch
        {
            StopSignal.Interrupt => "INT",
            StopSignal.Quit => "QUIT",
            _ => "TERM",
        };
}
