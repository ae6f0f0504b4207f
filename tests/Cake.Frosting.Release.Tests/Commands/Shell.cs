using Cake.Frosting.Release.Commands;

namespace Cake.Frosting.Release.Tests.Commands;

/// <summary>Runs real commands on this machine.</summary>
internal static class Shell
{
    public static Task<CommandResult> RunAsync(
        this Command command,
        Action<string>? onLine = null,
        Redactor? redactor = null,
        CancellationToken cancellationToken = default
    ) =>
        new CommandRunner(redactor ?? new Redactor()).RunAsync(
            new ThisMachine(),
            command,
            onLine,
            cancellationToken
        );

    /// <summary>A script for sh; its further arguments are $1, $2, …</summary>
    public static Command Sh(string script, params IEnumerable<string> arguments) =>
        new("sh", ["-c", script, "sh", .. arguments]);

    /// <summary>Whether a process is there and more than a zombie.</summary>
    public static bool IsAlive(int process)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{process}/stat");
            return stat[stat.LastIndexOf(')') + 2] != 'Z';
        }
        catch (IOException)
        {
            return false;
        }
    }
}
