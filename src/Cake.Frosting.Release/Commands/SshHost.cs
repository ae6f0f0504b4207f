using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Cake.Frosting.Release.Commands;

/// <summary>
/// A host that is reached by ssh. What <c>~/.ssh/config</c> says of it holds; beyond that nobody is ever asked for
/// a password, and a host whose key is not known is refused. Environment variables, and so secrets, travel through
/// standard input: an argument could be read by everybody on both machines.
/// </summary>
/// <remarks>A command that is ended here ends there when it next reads or writes, which a silent one never does.</remarks>
/// <param name="Host">The host's name or address, or an alias of <c>~/.ssh/config</c>.</param>
public sealed partial record SshHost(string Host) : IPlace
{
    /// <summary>What <see cref="Parse"/> takes, as a regular expression.</summary>
    internal const string AddressPattern =
        @"^ssh://((?<user>[A-Za-z0-9_][A-Za-z0-9._-]*)@)?(?<host>[A-Za-z0-9_][A-Za-z0-9._-]*|\[[0-9A-Fa-f:.]+\])(:(?<port>[0-9]{1,5}))?/?$";

    private const string NoForwarding = "ClearAllForwardings=yes";

    /// <summary>The user there; <c>null</c> for the one that ssh chooses.</summary>
    public string? User { get; init; }

    /// <summary>The port; <c>null</c> for the one that ssh chooses.</summary>
    public int? Port { get; init; }

    /// <summary>The file of the private key, used instead of all others; <c>null</c> for those that ssh chooses.</summary>
    public string? Identity { get; init; }

    /// <summary>The file that the host's key must be in; <c>null</c> for ssh's own.</summary>
    public string? KnownHosts { get; init; }

    /// <summary>Further options of ssh, such as <c>ServerAliveInterval=5</c>.</summary>
    public IReadOnlyList<string> Options { get; init; } = [];

    /// <summary>The host as ssh is told it: <c>deploy@shop.example</c>.</summary>
    public string Destination => User is null ? Host : $"{User}@{Host}";

    /// <summary>The host as <see cref="Parse"/> takes it: <c>ssh://deploy@shop.example:22</c>.</summary>
    public string Address =>
        $"ssh://{(User is null ? "" : $"{User}@")}{(Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]" : Host)}"
        + (Port is { } port ? string.Create(CultureInfo.InvariantCulture, $":{port}") : "");

    /// <inheritdoc/>
    public string Name => Port is { } port ? $"{Destination}, port {port}" : Destination;

    /// <summary>Reads an address.</summary>
    /// <param name="address"><c>ssh://user@host:port</c>; user and port may be missing.</param>
    /// <exception cref="FormatException">It is none.</exception>
    public static SshHost Parse(string address)
    {
        if (Form().Match(address) is not { Success: true } match)
        {
            throw new FormatException($"'{address}' is no address like ssh://user@host:22.");
        }

        var (user, port) = (match.Groups["user"], match.Groups["port"]);
        return new SshHost(match.Groups["host"].Value.Trim('[', ']'))
        {
            User = user.Success ? user.Value : null,
            Port = port.Success ? int.Parse(port.Value, CultureInfo.InvariantCulture) : null,
        };
    }

    /// <inheritdoc/>
    public Command Locate(Command command)
    {
        ArgumentNullException.ThrowIfNull(command);
        var line =
            $"exec {string.Join(' ', command.Arguments.Prepend(command.Program).Select(ShellQuoting.ForShell))}";
        if (command.WorkingDirectory is { } directory)
        {
            line = $"cd {ShellQuoting.ForShell(directory)} && {line}";
        }

        var variables = Variables(command);
        if (variables is not null)
        {
            // It is told beforehand how much of standard input they are; the rest is the program's.
            var length = variables.IsAvailable ? Encoding.UTF8.GetByteCount(variables.Reveal()) : 0;
            line = $"eval \"$(head -c {length.ToString(CultureInfo.InvariantCulture)})\" && {line}";
        }

        return command with
        {
            Program = "ssh",
            Arguments = [.. Arguments(), "--", Destination, line],
            Environment = command.Environment.Clear(),
            WorkingDirectory = null,
            SecretInput = variables,
        };
    }

    /// <summary>A line for the host's shell, with a port forwarded from here as <c>ssh -L</c> takes it.</summary>
    internal Command Forward(string forward, string line) =>
        new(
            "ssh",
            [
                .. Arguments()
                    .Select(argument => argument == NoForwarding ? "ClearAllForwardings=no" : argument),
                "-o",
                "ExitOnForwardFailure=yes",
                "-L",
                forward,
                "--",
                Destination,
                line,
            ]
        );

    private IEnumerable<string> Arguments()
    {
        yield return "-T";
        if (Port is { } port)
        {
            yield return "-p";
            yield return port.ToString(CultureInfo.InvariantCulture);
        }

        if (Identity is not null)
        {
            yield return "-i";
            yield return Identity;
        }

        foreach (var option in AllOptions())
        {
            yield return "-o";
            yield return option;
        }
    }

    private IEnumerable<string> AllOptions() =>
        [
            "BatchMode=yes",
            "StrictHostKeyChecking=yes",
            "ConnectTimeout=10",
            NoForwarding,
            // A command of ~/.ssh/config would be run instead of ours.
            "RemoteCommand=none",
            .. Identity is null ? (string[])[] : ["IdentitiesOnly=yes"],
            // ssh takes a list of files, and its own quotes for a name with a space in it.
            .. KnownHosts is null ? (string[])[] : [$"UserKnownHostsFile=\"{KnownHosts}\""],
            .. Options,
        ];

    /// <summary>What makes the variables there, as a secret; <c>null</c> where there are none.</summary>
    private static Secret? Variables(Command command)
    {
        if (command.Environment.IsEmpty)
        {
            return null;
        }

        var missing = command.Environment.Values.FirstOrDefault(value => !value.IsAvailable);
        return missing?.Secret
            ?? new Secret(
                "environment",
                string.Concat(
                    command.Environment.Select(variable =>
                        $"export {variable.Key}={ShellQuoting.ForShell(variable.Value.Reveal())}\n"
                    )
                )
            );
    }

    [GeneratedRegex(AddressPattern, RegexOptions.ExplicitCapture)]
    private static partial Regex Form();
}
