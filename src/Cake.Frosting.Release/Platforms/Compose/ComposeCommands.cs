using System.Globalization;
using Cake.Frosting.Release.Commands;

namespace Cake.Frosting.Release.Platforms.Compose;

/// <summary>The commands of Compose for one project. They are values; nothing is run here.</summary>
/// <param name="Program">The program.</param>
/// <param name="Engine">The engine.</param>
/// <param name="Directory">The project's directory, a full path.</param>
/// <param name="Project">The project's name.</param>
/// <param name="Files">The compose files, relative to the directory or full paths.</param>
/// <param name="EnvFile">The env file that was configured; <c>null</c> for Compose's own choice.</param>
/// <param name="Profiles">The profiles.</param>
internal sealed record ComposeCommands(
    ComposeProgram Program,
    EngineAddress Engine,
    string Directory,
    string Project,
    IReadOnlyList<string> Files,
    string? EnvFile,
    IReadOnlyList<string> Profiles
)
{
    /// <summary>Lets Compose say whether it takes the files; it explains itself where it does not.</summary>
    public Command Check => Of("config", "-q");

    /// <summary>The files as Compose understands them, as YAML; variables filled in, so it holds secrets.</summary>
    public Command Config => Of("config");

    /// <summary>Stops services at the same time.</summary>
    /// <param name="services">The services.</param>
    /// <param name="grace">How long they may take to end by themselves; <c>null</c> for what the files say.</param>
    public Command Stop(IEnumerable<string> services, TimeSpan? grace)
    {
        string[] timeout = grace is { } time
            ? ["-t", Math.Ceiling(time.TotalSeconds).ToString(CultureInfo.InvariantCulture)]
            : [];
        return Of("stop").With([.. timeout, .. services]);
    }

    /// <summary>Makes and starts the containers of services, and touches no other.</summary>
    /// <param name="services">The services.</param>
    /// <param name="replicas">How many containers a service has, where they are more than one.</param>
    public Command Up(IEnumerable<string> services, IReadOnlyDictionary<string, int> replicas) =>
        Of("up", "-d", "--no-deps", "--no-build")
            .With([
                // v1 fetches only what is missing, and nothing is.
                .. Program.Major == 1 ? (string[])[] : ["--pull", "never"],
                .. replicas.SelectMany(entry =>
                    (string[])
                        ["--scale", string.Create(CultureInfo.InvariantCulture, $"{entry.Key}={entry.Value}")]
                ),
                .. services,
            ]);

    /// <summary>Removes the containers of services.</summary>
    /// <param name="services">The services.</param>
    public Command Remove(IEnumerable<string> services) => Of("rm", "-s", "-f").With(services);

    /// <summary>Runs a command in a new container of a service, which is gone afterwards.</summary>
    /// <param name="container">The container.</param>
    /// <param name="command">The command. The container is handed its environment, through that of Compose.</param>
    public Command Once(OneOff container, Command command) =>
        Hand(
            (this with { Files = container.Overlay is { } overlay ? [.. Files, overlay] : Files })
                .Of("run", "--rm", "-T", "--no-deps", "--label", container.Label)
                .With([
                    .. container.Volumes.SelectMany(volume => (string[])["-v", volume]),
                    .. command.Environment.Keys.SelectMany(name => (string[])["-e", name]),
                    .. command.WorkingDirectory is { } directory ? (string[])["-w", directory] : [],
                    // Compose reads an entrypoint as a shell would, and the command as it is.
                    .. container.ThroughEntrypoint
                        ? (string[])[container.Service, command.Program]
                        : ["--entrypoint", ShellQuoting.Quote(command.Program), container.Service],
                    .. command.Arguments,
                ]),
            command
        );

    /// <summary>Runs a command inside of the container of a service.</summary>
    /// <param name="service">The service; of several containers, the first.</param>
    /// <param name="command">The command; it has the environment of the container.</param>
    public Command Inside(string service, Command command) =>
        Hand(
            Of("exec", "-T")
                .With([
                    .. command.WorkingDirectory is { } directory ? (string[])["-w", directory] : [],
                    service,
                    command.Program,
                    .. command.Arguments,
                ]),
            command with
            {
                Environment = command.Environment.Clear(),
            }
        );

    private static Command Hand(Command made, Command command) =>
        command.Environment.Aggregate(
            made with
            {
                StandardInput = command.StandardInput,
                SuccessCodes = command.SuccessCodes,
                Deadline = command.Deadline,
            },
            (soFar, variable) => soFar.WithEnvironment(variable.Key, variable.Value)
        );

    private Command Of(params string[] arguments) =>
        Engine.For(
            new Command(
                Program.Words[0],
                [
                    .. Program.Words.Skip(1),
                    // v1 does not ask the environment for it.
                    .. Program.Major == 1 && Engine.Context is { } context
                        ? (string[])["--context", context]
                        : [],
                    "-p",
                    Project,
                    .. Files.SelectMany(file => (string[])["-f", file]),
                    .. EnvFile is null ? (string[])[] : ["--env-file", EnvFile],
                    .. Profiles.SelectMany(profile => (string[])["--profile", profile]),
                    .. arguments,
                ]
            )
            {
                WorkingDirectory = Directory,
            }
        );
}
