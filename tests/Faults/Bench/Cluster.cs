using System.Globalization;
using Npgsql;

namespace Faults.Bench;

/// <summary>The database server: stopped, started and killed by the suite, as a machine does it.</summary>
internal sealed class Cluster(string directory, int port, string user, Func<string> password)
    : Server(port, user, password),
        IAsyncDisposable
{
    private readonly List<NpgsqlConnection> occupied = [];

    /// <summary>The directory of PostgreSQL's programs of the newest version.</summary>
    public static string Programs { get; } = FindPrograms();

    public string Directory => directory;

    /// <summary>Adds settings, for the next start.</summary>
    public Task ConfigureAsync(params IEnumerable<string> lines) =>
        File.AppendAllLinesAsync(Path.Combine(directory, "postgresql.conf"), lines);

    public Task StartAsync() => ControlAsync("start", "--log=server.log", "--wait");

    public Task StopAsync() => ControlAsync("stop", "--mode=fast", "--wait");

    public Task RestartAsync() => ControlAsync("restart", "--mode=fast", "--log=server.log", "--wait");

    /// <summary>SIGKILL to all of its processes at once, as when the machine loses power.</summary>
    public async Task KillAsync()
    {
        await ProcessTable.KillAsync(Processes());
        // A zombie that nobody reaps looks to the next server like one that runs; after a reboot there is none.
        File.Delete(Path.Combine(directory, "postmaster.pid"));
    }

    public IReadOnlyList<int> Processes()
    {
        var file = Path.Combine(directory, "postmaster.pid");
        return File.Exists(file)
            ? ProcessTable.Tree(int.Parse(File.ReadLines(file).First(), CultureInfo.InvariantCulture))
            : [];
    }

    /// <summary>Takes all connections that there are, also those kept for superusers.</summary>
    public async Task OccupyAsync()
    {
        while (true)
        {
            var connection = new NpgsqlConnection(Address("postgres"));
            try
            {
                await connection.OpenAsync();
                occupied.Add(connection);
            }
            catch (NpgsqlException)
            {
                await connection.DisposeAsync();
                return;
            }
        }
    }

    /// <summary>Gives the connections back.</summary>
    public async Task VacateAsync()
    {
        foreach (var connection in occupied)
        {
            await connection.DisposeAsync();
        }

        occupied.Clear();
    }

    public async ValueTask DisposeAsync()
    {
        await VacateAsync();
        await KillAsync();
    }

    private async Task ControlAsync(string verb, params string[] arguments)
    {
        IEnumerable<string> command =
        [
            Path.Combine(Programs, "pg_ctl"),
            verb,
            "--pgdata=.",
            "--timeout=60",
            "--silent",
            .. arguments,
        ];
        // The server keeps the output of whoever starts it open; nobody must wait for its end.
        IEnumerable<string> line = ["sh", "-c", string.Join(' ', command) + " >/dev/null 2>&1"];
        IEnumerable<string> asItsUser = Environment.IsPrivilegedProcess
            ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups", "--", .. line]
            : line;
        try
        {
            await Shell.RunAsync(directory, asItsUser.First(), asItsUser.Skip(1));
        }
        catch (InvalidOperationException exception)
        {
            var log = File.ReadLines(Path.Combine(directory, "server.log")).TakeLast(12);
            throw new InvalidOperationException($"{exception.Message}\n{string.Join('\n', log)}", exception);
        }
    }

    private static string FindPrograms() =>
        System.IO.Directory.Exists("/usr/lib/postgresql")
            ? System
                .IO.Directory.GetDirectories("/usr/lib/postgresql")
                .OrderByDescending(version =>
                    int.Parse(Path.GetFileName(version), CultureInfo.InvariantCulture)
                )
                .Select(version => Path.Combine(version, "bin"))
                .FirstOrDefault(bin => File.Exists(Path.Combine(bin, "pg_ctl")))
                ?? OnPath()
            : OnPath();

    private static string OnPath() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(':')
            .FirstOrDefault(bin => File.Exists(Path.Combine(bin, "pg_ctl")))
        ?? throw new InvalidOperationException(
            "PostgreSQL's pg_ctl is not on this machine; on Debian: apt-get install postgresql"
        );
}
