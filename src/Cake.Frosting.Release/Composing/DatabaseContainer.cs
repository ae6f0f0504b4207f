using System.Text.Json;
using Cake.Frosting.Release.Commands;
using Cake.Frosting.Release.Configuration;
using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Platforms.Compose;
using Cake.Frosting.Release.Platforms.Compose.Files;
using Cake.Frosting.Release.Postgres;

namespace Cake.Frosting.Release.Composing;

/// <summary>
/// A server in a container, reached by the container's own address: no port has to be published. On this machine's
/// engine PostgreSQL's programs run beside it; to one over ssh a tunnel leads, and the programs are this machine's.
/// </summary>
internal static class DatabaseContainer
{
    /// <summary>Its id, its image, whether it runs, and where it can be reached.</summary>
    private const string Fields =
        """{"id":{{json .Id}},"image":{{json .Image}},"running":{{.State.Running}},"mode":{{json .HostConfig.NetworkMode}},"addresses":[{{range $i, $n := .NetworkSettings.Networks}}{{json $n.IPAddress}},{{end}}""]}""";

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    /// <summary>Where a database is; where it is in a container, the engine is asked.</summary>
    /// <exception cref="ReleaseRefusedException">Its container does not run, or cannot be reached.</exception>
    public static async Task<(DatabaseTarget Target, SshTunnel? Tunnel)> TargetAsync(
        ReleaseConfiguration configuration,
        string label,
        Database section,
        ICommandRunner runner,
        CancellationToken cancellationToken
    )
    {
        var target = DatabaseAddress.TargetOf(label, section);
        if (section.Service is null && section.Container is null)
        {
            return (target, null);
        }

        if (
            section.Service is { } service
            && configuration.Services.TryGetValue(service, out var released)
            && !released.Keep
        )
        {
            throw new ConfigurationException(
                $"{configuration.SourceFile}: services/{service}: the database {label} is in it, and a release would stop it.",
                "Say keep: true for it."
            );
        }

        var engine = EngineAddress.Of(configuration.Platform);
        var host = await HostOfAsync(label, engine, runner, cancellationToken).ConfigureAwait(false);
        var project =
            configuration.Platform.Kind == PlatformKind.Compose
                ? ComposeProject.NameOf(configuration.Platform, Environment.GetEnvironmentVariable)
                : configuration.Project;
        var name =
            section.Container
            ?? await ContainerOfAsync(engine, project, label, section.Service!, runner, cancellationToken)
                .ConfigureAwait(false);
        var (id, image, address) = await InspectAsync(engine, label, name, runner, cancellationToken)
            .ConfigureAwait(false);
        var server = target.Server with { Host = address, User = section.User ?? "postgres" };
        if (host is not null)
        {
            var tunnel = await SshTunnel
                .OpenAsync(host, address, server.Port, cancellationToken)
                .ConfigureAwait(false);
            return (
                target with
                {
                    Server = server with
                    {
                        Host = "127.0.0.1",
                        Port = tunnel.Port,
                        Inside = (address, server.Port),
                    },
                },
                tunnel
            );
        }

        var tools = new BesideContainer(engine, id, image, section.Service ?? name)
        {
            Label = OneOffs.LabelOf(project),
            Directories = [configuration.Backup.Directory, configuration.Directory],
        };
        return (target with { Server = server with { ToolsPlace = tools } }, null);
    }

    /// <summary>The host of an engine that is reached by ssh; <c>null</c> for this machine's.</summary>
    private static async Task<SshHost?> HostOfAsync(
        string label,
        EngineAddress engine,
        ICommandRunner runner,
        CancellationToken cancellationToken
    )
    {
        var said =
            engine.Host
            ?? (engine.Context is null ? Environment.GetEnvironmentVariable("DOCKER_HOST") : null);
        var host = string.IsNullOrEmpty(said)
            ? await HostOfContextAsync(label, engine, runner, cancellationToken).ConfigureAwait(false)
            : said;
        return host switch
        {
            "" => null,
            _ when host.StartsWith("unix://", StringComparison.Ordinal) => null,
            _ when host.StartsWith("npipe://", StringComparison.Ordinal) => null,
            _ when host.StartsWith("ssh://", StringComparison.Ordinal) => SshHost.Parse(host),
            _ => throw new ReleaseRefusedException(
                $"databases/{label}: its container is on the engine {host}, and it is reached on this machine's engine or one over ssh only.",
                "Say platform/host: ssh://user@host; or publish the port, and say host and port."
            ),
        };
    }

    /// <summary>
    /// The address behind the context that is configured, or that docker itself has chosen; empty where what is called
    /// docker knows no contexts.
    /// </summary>
    private static async Task<string> HostOfContextAsync(
        string label,
        EngineAddress engine,
        ICommandRunner runner,
        CancellationToken cancellationToken
    )
    {
        var command = engine.For(
            new Command("docker", "context", "inspect", "--format", "{{.Endpoints.docker.Host}}")
        );
        try
        {
            var result = await runner
                .RunAsync(new ThisMachine(), command with { Deadline = Deadline }, null, cancellationToken)
                .ConfigureAwait(false);
            return result.Value;
        }
        catch (CommandFailedException) when (engine.Context is null)
        {
            return "";
        }
        catch (CommandFailedException failure)
        {
            throw new ReleaseRefusedException(
                $"databases/{label}: docker does not know {engine}: {failure.StandardError.Trim()}",
                "docker context ls lists those that it knows; name one under platform/context.",
                failure
            );
        }
    }

    private static async Task<string> ContainerOfAsync(
        EngineAddress engine,
        string project,
        string label,
        string service,
        ICommandRunner runner,
        CancellationToken cancellationToken
    )
    {
        var command = new Command(
            "docker",
            "ps",
            "--quiet",
            "--no-trunc",
            "--filter",
            $"label={DockerCommands.ProjectLabel}={project}",
            "--filter",
            $"label=com.docker.compose.service={service}",
            "--filter",
            "label=com.docker.compose.oneoff=False"
        );
        var found = await runner
            .RunAsync(
                new ThisMachine(),
                engine.For(command) with
                {
                    Deadline = Deadline,
                },
                null,
                cancellationToken
            )
            .ConfigureAwait(false);
        return found.Lines.Count switch
        {
            1 => found.Lines[0],
            0 => throw new ReleaseRefusedException(
                $"databases/{label}: the service {service} of the Compose project {project} has no container that runs.",
                $"Start it: docker compose --project-name {project} up --detach {service}"
            ),
            var count => throw new ReleaseRefusedException(
                $"databases/{label}: the service {service} of the Compose project {project} has {count} containers.",
                "A database has one; name it under container."
            ),
        };
    }

    private static async Task<(string Id, string Image, string Address)> InspectAsync(
        EngineAddress engine,
        string label,
        string name,
        ICommandRunner runner,
        CancellationToken cancellationToken
    )
    {
        var command = new Command("docker", "container", "inspect", "--format", Fields, name) with
        {
            SuccessCodes = [0, 1],
            Deadline = Deadline,
        };
        var result = await runner
            .RunAsync(new ThisMachine(), engine.For(command), null, cancellationToken)
            .ConfigureAwait(false);
        if (result.ExitCode != 0)
        {
            throw new ReleaseRefusedException(
                $"databases/{label}: there is no container {name}: {result.StandardError.Trim()}",
                "Name another one under container, or its service of Compose under service."
            );
        }

        using var document = JsonDocument.Parse(result.StandardOutput);
        var root = document.RootElement;
        if (!root.GetProperty("running").GetBoolean())
        {
            throw new ReleaseRefusedException(
                $"databases/{label}: the container {name} does not run.",
                $"Start it: docker start {name}"
            );
        }

        var address = root.GetProperty("addresses")
            .EnumerateArray()
            .Select(entry => entry.GetString())
            .FirstOrDefault(text => !string.IsNullOrEmpty(text));
        if (address is null && root.GetProperty("mode").GetString() != "host")
        {
            throw new ReleaseRefusedException(
                $"databases/{label}: the container {name} is in no network that can be reached from here.",
                "Put it into a network of Compose's."
            );
        }

        return (
            root.GetProperty("id").GetString()!,
            root.GetProperty("image").GetString()!,
            address ?? "127.0.0.1"
        );
    }
}
