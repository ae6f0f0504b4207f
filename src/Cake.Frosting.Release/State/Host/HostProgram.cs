using System.Globalization;
using Cake.Frosting.Release.Commands;
using Cake.Frosting.Release.Errors;

namespace Cake.Frosting.Release.State;

/// <summary>Starts <c>host.sh</c> on a host.</summary>
internal static class HostProgram
{
    private const string Ready = "release-state 1";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    /// <summary>A connection of its own that notices when the other side is gone, whatever <c>~/.ssh/config</c> says.</summary>
    private static readonly string[] Options =
    [
        "ServerAliveInterval=5",
        "ServerAliveCountMax=3",
        "ControlMaster=no",
        "ControlPath=none",
    ];

    /// <summary>Connects, and waits until the program is ready.</summary>
    /// <exception cref="CommandFailedException">The host cannot be reached, or lacks a program.</exception>
    public static Dialogue Start(
        string name,
        SshHost host,
        string directory,
        Redactor redactor,
        HostPatience patience,
        TimeProvider time
    )
    {
        var command = new Command(
            "sh",
            "-c",
            Script(),
            "release-state",
            directory,
            Seconds(patience.OfHost),
            Seconds(HostPatience.ToStop)
        );
        var dialogue = Dialogue.Open(
            host with
            {
                Options = [.. host.Options, .. Options],
            },
            command,
            redactor
        );
        try
        {
            using var limit = time.CreateTimer(_ => dialogue.Kill(), null, Limit, Timeout.InfiniteTimeSpan);
            // What a login script prints comes first.
            for (var line = dialogue.HearLine(); line != Ready; line = dialogue.HearLine())
            {
                if (line is null || line.StartsWith("no ", StringComparison.Ordinal))
                {
                    throw Unreachable(name, line?[3..] ?? dialogue.Failure().StandardError);
                }
            }

            return dialogue;
        }
        catch
        {
            dialogue.Dispose();
            throw;
        }
    }

    private static CommandFailedException Unreachable(string name, string why) =>
        new(
            $"The state of the target at {name} cannot be reached: {why.ReplaceLineEndings(" ").Trim()}",
            null,
            why,
            why switch
            {
                _ when Has(why, "Host key verification failed") =>
                    "Compare the host's key with what its administrator says, and add it to known_hosts: ssh-keyscan HOST.",
                _ when Has(why, "Permission denied") =>
                    "ssh must log in without a question: give it a key (state/identity, an agent, or ~/.ssh/config) that the host accepts.",
                _ when Has(why, "the host lacks") => "Install them there.",
                _ =>
                    "Check state/host in release.yml, and that 'ssh HOST true' works from here without a question.",
            }
        );

    private static string Seconds(TimeSpan span) =>
        span.TotalSeconds.ToString("0", CultureInfo.InvariantCulture);

    private static bool Has(string text, string part) => text.Contains(part, StringComparison.Ordinal);

    private static string Script()
    {
        using var stream = typeof(HostProgram).Assembly.GetManifestResourceStream("host.sh")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
