using System.Globalization;
using System.Text.RegularExpressions;
using Cake.Frosting.Release.Commands;
using Cake.Frosting.Release.Errors;

namespace Cake.Frosting.Release.Postgres;

/// <summary>PostgreSQL's own programs of one version, in one directory.</summary>
/// <param name="Directory">Their directory; <c>null</c> where the place finds them on its own PATH.</param>
/// <param name="Version">Their version, e.g. <c>15.14</c>.</param>
public sealed partial record PostgresTools(string? Directory, Version Version)
{
    private const string DebianRoot = "/usr/lib/postgresql";

    /// <summary>The program of that name, for a <see cref="Command"/>.</summary>
    /// <param name="name">For example <c>pg_dump</c>.</param>
    public string Program(string name) => Directory is null ? name : Path.Combine(Directory, name);

    /// <summary>
    /// Finds the programs: in the given directory, else among /usr/lib/postgresql/*/bin and PATH, the newest
    /// that is at least as new as the server.
    /// </summary>
    /// <param name="runner">Asks the programs for their version.</param>
    /// <param name="place">Where they run.</param>
    /// <param name="directory">The directory to take them from and no other; <c>null</c> to look around.</param>
    /// <param name="serverMajor">The server's major version; 0 where any will do.</param>
    /// <param name="program">The program that must be there: <c>pg_dump</c>, or <c>initdb</c> for a cluster.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <exception cref="ReleaseRefusedException">There are none, or none as new as the server.</exception>
    public static async Task<PostgresTools> FindAsync(
        ICommandRunner runner,
        IPlace place,
        string? directory,
        int serverMajor,
        string program = "pg_dump",
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(runner);
        ArgumentNullException.ThrowIfNull(place);
        var found = new List<PostgresTools>();
        foreach (var candidate in Candidates(place, directory, program))
        {
            if (await VersionOfAsync(runner, place, candidate, program, cancellationToken) is { } version)
            {
                found.Add(new PostgresTools(candidate, version));
            }
        }

        if (found.Count == 0)
        {
            throw new ReleaseRefusedException(
                directory is null
                    ? $"{program} is not to be found: neither on PATH nor in {DebianRoot}/*/bin ({place.Name})."
                    : $"{program} is not to be found in {directory} ({place.Name}).",
                $"Install PostgreSQL's programs (on Debian: apt-get install {Package(program, serverMajor)}), or name their directory."
            );
        }

        // The same major as the server first, so that a dump can be read by the server's own tools too.
        return found.Find(tools => tools.Version.Major == serverMajor)
            ?? found.Where(tools => tools.Version.Major >= serverMajor).MaxBy(tools => tools.Version)
            ?? throw new ReleaseRefusedException(
                $"{program} is of version {found.Max(tools => tools.Version)} and the server of {serverMajor}: it refuses to dump a newer server ({place.Name}).",
                $"Install the programs of version {serverMajor} (on Debian: apt-get install {Package(program, serverMajor)})."
            );
    }

    private static string Package(string program, int major) =>
        (program is "initdb" or "postgres" or "pg_ctl" ? "postgresql" : "postgresql-client")
        + (major > 0 ? $"-{major}" : "");

    private static IEnumerable<string?> Candidates(IPlace place, string? directory, string program)
    {
        if (directory is not null)
        {
            return [directory];
        }

        if (place is not (ThisMachine or AsUser))
        {
            return [null];
        }

        var installed = System.IO.Directory.Exists(DebianRoot)
            ? System.IO.Directory.GetDirectories(DebianRoot).Select(version => Path.Combine(version, "bin"))
            : [];
        var onPath = (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Where(Path.IsPathRooted);
        return installed
            .Concat(onPath)
            .Distinct()
            .Where(path =>
                File.Exists(Path.Combine(path, program)) || File.Exists(Path.Combine(path, program + ".exe"))
            );
    }

    private static async Task<Version?> VersionOfAsync(
        ICommandRunner runner,
        IPlace place,
        string? directory,
        string program,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var command = new Command(
                directory is null ? program : Path.Combine(directory, program),
                "--version"
            );
            var result = await runner.RunAsync(place, command, null, cancellationToken).ConfigureAwait(false);
            var match = VersionNumber().Match(result.Value);
            return match.Success
                ? new Version(
                    int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture),
                    match.Groups[2].Success
                        ? int.Parse(match.Groups[2].ValueSpan, CultureInfo.InvariantCulture)
                        : 0
                )
                : null;
        }
        catch (CommandFailedException)
        {
            // Debian's wrapper without any real version behind it ends here too.
            return null;
        }
    }

    [GeneratedRegex(@"\(PostgreSQL\) (\d+)(?:\.(\d+))?")]
    private static partial Regex VersionNumber();
}
