using System.Runtime.InteropServices;
using Cake.Frosting.Release.Commands;
using Cake.Frosting.Release.Platforms.Compose;

namespace Cake.Frosting.Release.Composing;

/// <summary>
/// A container of the database's own image beside it, in its network, for each command: the programs fit the server,
/// nothing of the running container is touched, and files are written as if they ran here.
/// </summary>
/// <param name="engine">The engine; this machine's.</param>
/// <param name="container">The id of the database's container.</param>
/// <param name="image">The id of its image.</param>
/// <param name="name">What the database's container is called.</param>
internal sealed partial class BesideContainer(
    EngineAddress engine,
    string container,
    string image,
    string name
) : IPlace
{
    /// <summary>The label that leftovers of a killed run are known by.</summary>
    public required string Label { get; init; }

    /// <summary>Directories that the commands share with this machine, each only where an argument is in it.</summary>
    public IReadOnlyList<string> Directories { get; init; } = [];

    /// <inheritdoc/>
    public string Name => $"a container beside {name}";

    /// <inheritdoc/>
    public Command Locate(Command command)
    {
        ArgumentNullException.ThrowIfNull(command);
        var mounts = Directories.Where(directory =>
            command.Arguments.Any(argument => argument.Contains(directory, StringComparison.Ordinal))
        );
        string[] arguments =
        [
            "run",
            "--rm",
            "--interactive",
            "--label",
            Label,
            "--network",
            $"container:{container}",
            .. OperatingSystem.IsWindows() ? (string[])[] : ["--user", $"{UserId()}:{GroupId()}"],
            .. mounts.SelectMany(directory =>
                (string[])["--mount", $"type=bind,source={directory},target={directory}"]
            ),
            // Only the names: the values come from docker's own environment.
            .. command.Environment.Keys.SelectMany(variable => (string[])["--env", variable]),
            .. command.WorkingDirectory is { } directory ? ["--workdir", directory] : (string[])[],
            "--entrypoint",
            command.Program,
            image,
            .. command.Arguments,
        ];
        return engine.For(
            command with
            {
                Program = "docker",
                Arguments = [.. arguments],
                WorkingDirectory = null,
            }
        );
    }

    [LibraryImport("libc", EntryPoint = "geteuid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial uint UserId();

    [LibraryImport("libc", EntryPoint = "getegid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial uint GroupId();
}
