using System.Globalization;
using Cake.Frosting.Release.Commands;
using Cake.Frosting.Release.Errors;

namespace Cake.Frosting.Release.Postgres;

/// <summary>
/// A private PostgreSQL cluster that listens on 127.0.0.1 only. Its server outlives the tool, and is found again by
/// its directory.
/// </summary>
/// <param name="options">Where it is.</param>
/// <param name="tools">PostgreSQL's programs, initdb and pg_ctl among them.</param>
/// <param name="runner">Runs them.</param>
public sealed class PostgresCluster(ClusterOptions options, PostgresTools tools, ICommandRunner runner)
{
    private const int LogLinesShown = 15;
    private const string LogName = "server.log";

    /// <summary>Where its programs run: on this machine, as another user where this one is root.</summary>
    public IPlace Place { get; } = PlaceFor(options.SystemUser);

    /// <summary>The server, as it is connected to.</summary>
    public PostgresServer Server { get; } =
        new()
        {
            Host = "127.0.0.1",
            Port = options.Port,
            User = options.User,
            Password = options.Password,
            SslMode = "disable",
        };

    /// <summary>The server's log.</summary>
    public string LogFile => Path.Combine(options.Directory, LogName);

    private static string PasswordName => ".initial-password";

    /// <summary>The command that makes the cluster.</summary>
    public Command InitCommand =>
        new Command(
            tools.Program("initdb"),
            "--pgdata=.",
            $"--username={options.User}",
            $"--pwfile={PasswordFile}",
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--locale=C.UTF-8"
        ) with
        {
            WorkingDirectory = options.Directory,
        };

    /// <summary>The command that starts its server.</summary>
    public Command StartCommand => PgCtl("start", $"--log={LogName}", "--wait", Timeout);

    /// <summary>The command that stops its server, ending all sessions.</summary>
    public Command StopCommand => PgCtl("stop", "--mode=fast", "--wait", Timeout);

    private string Timeout =>
        $"--timeout={options.Patience.TotalSeconds.ToString("0", CultureInfo.InvariantCulture)}";

    private string PasswordFile => options.Directory + PasswordName;

    /// <summary>Whether the directory holds a cluster.</summary>
    public bool Exists => File.Exists(Path.Combine(options.Directory, "PG_VERSION"));

    /// <summary>Makes the cluster where there is none, and starts its server where it does not run.</summary>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="CommandFailedException">It cannot be made or started; the end of its log says why.</exception>
    public async Task StartAsync(CancellationToken cancellationToken = default)
    {
        if (tools.Directory?.IndexOfAny(['"', '$', '`', '\\']) >= 0)
        {
            throw new ReleaseRefusedException(
                $"The path {tools.Directory} of PostgreSQL's programs has characters that pg_ctl would hand to a shell.",
                "Install them in a directory of a plain name."
            );
        }

        if (!Exists)
        {
            await InitAsync(cancellationToken).ConfigureAwait(false);
        }

        if (await IsRunningAsync(cancellationToken).ConfigureAwait(false))
        {
            return;
        }

        try
        {
            await runner.RunAsync(Place, StartCommand, null, cancellationToken).ConfigureAwait(false);
        }
        catch (CommandFailedException exception)
        {
            var log = LogEnd();
            throw new CommandFailedException(
                $"{exception.Problem}\n  The end of {LogFile}:\n    {string.Join("\n    ", log)}",
                exception.CommandExitCode,
                exception.StandardError,
                log.Any(line => line.Contains("Address already in use", StringComparison.Ordinal))
                    ? $"Something else listens on port {options.Port}: stop it, or choose another port."
                    : "Correct what the log says.",
                exception
            );
        }
    }

    /// <summary>Whether its server runs.</summary>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<bool> IsRunningAsync(CancellationToken cancellationToken = default)
    {
        if (!Exists)
        {
            return false;
        }

        // 3: no server is running; 4: no accessible data directory.
        var status = PgCtl("status") with
        {
            SuccessCodes = [0, 3],
        };
        var result = await runner.RunAsync(Place, status, null, cancellationToken).ConfigureAwait(false);
        return result.ExitCode == 0;
    }

    /// <summary>Stops its server; one that does not run is fine.</summary>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task StopAsync(CancellationToken cancellationToken = default)
    {
        if (await IsRunningAsync(cancellationToken).ConfigureAwait(false))
        {
            await runner.RunAsync(Place, StopCommand, null, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Creates a database; there already is fine.</summary>
    /// <param name="database">The database's name.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task CreateDatabaseAsync(string database, CancellationToken cancellationToken = default)
    {
        await using var maintenance = await Session
            .MaintainAsync(Server, cancellationToken)
            .ConfigureAwait(false);
        if (!await Databases.ExistsAsync(maintenance, database, cancellationToken).ConfigureAwait(false))
        {
            await maintenance
                .ExecuteAsync($"CREATE DATABASE {SqlText.Identifier(database)}", cancellationToken)
                .ConfigureAwait(false);
        }
    }

    private static IPlace PlaceFor(string? user)
    {
        if (OperatingSystem.IsWindows() || !Environment.IsPrivilegedProcess)
        {
            return new ThisMachine();
        }

        var known = File.Exists("/etc/passwd") ? File.ReadAllLines("/etc/passwd") : [];
        return new AsUser(
            user
                ?? (
                    known.Any(line => line.StartsWith("postgres:", StringComparison.Ordinal))
                        ? "postgres"
                        : "65534"
                )
        );
    }

    private async Task InitAsync(CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(options.Directory))!);
        Directory.CreateDirectory(options.Directory);
        try
        {
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(
                    options.Directory,
                    UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
                );
            }

            await OwnedFile
                .WriteAsync(PasswordFile, options.Password.Reveal(), cancellationToken)
                .ConfigureAwait(false);
            await OwnAsync(cancellationToken).ConfigureAwait(false);
            await runner.RunAsync(Place, InitCommand, null, cancellationToken).ConfigureAwait(false);
        }
        catch (CommandFailedException exception)
            when (Place is AsUser
                && exception.StandardError.Contains("Permission denied", StringComparison.Ordinal)
            )
        {
            throw new ReleaseRefusedException(
                $"{Place.Name}: {options.Directory} cannot be used: {exception.StandardError}",
                "PostgreSQL does not run as root. Use a directory that other users may pass through, such as one below /var/lib or /tmp, or run as a user of your own.",
                exception
            );
        }
        finally
        {
            File.Delete(PasswordFile);
        }

        await ConfigureAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Gives directory and password file to the user that the server runs as.</summary>
    private async Task OwnAsync(CancellationToken cancellationToken)
    {
        if (Place is AsUser)
        {
            var user = options.SystemUser ?? Place.Name.Split(' ')[^1];
            var chown = new Command("chown", $"{user}:", "--", options.Directory, PasswordFile);
            await runner.RunAsync(new ThisMachine(), chown, null, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>No Unix socket: the path of one may have 107 bytes only, and everybody here connects to 127.0.0.1.</summary>
    private async Task ConfigureAsync(CancellationToken cancellationToken)
    {
        string[] settings =
        [
            "",
            "# written by the release tool",
            "listen_addresses = '127.0.0.1'",
            $"port = {options.Port.ToString(CultureInfo.InvariantCulture)}",
            "unix_socket_directories = ''",
            "password_encryption = 'scram-sha-256'",
            .. options.Settings.Select(setting =>
                $"{setting.Key} = '{setting.Value.Replace("'", "''", StringComparison.Ordinal)}'"
            ),
        ];
        await File.AppendAllLinesAsync(
                Path.Combine(options.Directory, "postgresql.conf"),
                settings,
                cancellationToken
            )
            .ConfigureAwait(false);
    }

    private IReadOnlyList<string> LogEnd() =>
        File.Exists(LogFile) ? [.. File.ReadLines(LogFile).TakeLast(LogLinesShown)] : ["(there is no log)"];

    /// <summary>
    /// pg_ctl hands its paths to a shell, which would execute a <c>$(…)</c> in them: so it is given none but the
    /// current directory.
    /// </summary>
    private Command PgCtl(params IEnumerable<string> arguments) =>
        new Command(tools.Program("pg_ctl"), ["--pgdata=.", .. arguments]) with
        {
            WorkingDirectory = options.Directory,
        };
}
