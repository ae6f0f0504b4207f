using System.Globalization;
using System.Net;

namespace Cake.Frosting.Release.Postgres;

/// <summary>
/// Whether there is room for a dump, for the database that it is proven in, and for a clone of the live one. Where
/// the server keeps its files is asked by SQL; how much is free there can be seen only on this machine.
/// </summary>
internal sealed class SpaceCheck(DatabaseTarget target, BackupOptions options, bool mayClone)
{
    private const string Query = """
        SELECT pg_database_size(d.oid),
            coalesce(nullif(pg_tablespace_location(d.dattablespace), ''),
                (SELECT setting FROM pg_catalog.pg_settings WHERE name = 'data_directory'), '')
        FROM pg_catalog.pg_database d WHERE d.datname = current_database()
        """;

    public async Task<SpaceFindings> FindAsync(Session session, CancellationToken cancellationToken)
    {
        var (size, files) = (
            await session
                .QueryAsync(Query, row => (row.GetInt64(0), row.GetString(1)), cancellationToken)
                .ConfigureAwait(false)
        )[0];
        var copies = (options.Verify == BackupVerification.Restore ? 1 : 0) + (mayClone ? 1 : 0);
        var here = IsHere(target.Server.Host) && Directory.Exists(files);
        return Judge(
            Estimate(size),
            size * copies,
            DiskRoom.At(options.Directory),
            here ? DiskRoom.At(files) : null
        );
    }

    internal SpaceFindings Judge(long dump, long copies, DiskRoom? backups, DiskRoom? server)
    {
        var what = mayClone ? "a scratch database and a clone" : "a scratch database";
        var unseen =
            server is null && copies > 0
                ? $"How much room the server at {target.Server} has cannot be seen from here: {what} of {target.Name} may need {Bytes(copies)} bytes there."
                : null;
        if (backups is not null && server is not null && backups.SharesDiskWith(server))
        {
            return new SpaceFindings(
                Missing($"the dump, {what} of {target.Name}", dump + copies, backups),
                unseen
            );
        }

        return new SpaceFindings(
            [
                .. backups is null ? [] : Missing($"the dump of {target.Name}", dump, backups),
                .. server is null ? [] : Missing($"{what} of {target.Name}", copies, server),
            ],
            unseen
        );
    }

    /// <summary>As the last backup of this kind, and a fifth more.</summary>
    private long Estimate(long size)
    {
        var (bytes, isByExperience) = DumpEstimate.Of(target.Name, options, size);
        return isByExperience ? bytes + bytes / 5 : bytes;
    }

    private static IReadOnlyList<string> Missing(string what, long need, DiskRoom room) =>
        need <= room.Free
            ? []
            :
            [
                $"{what} may need {Bytes(need)} bytes in {room.Path}, and {Bytes(room.Free)} are free: {Bytes(need - room.Free)} bytes are missing.",
            ];

    private static bool IsHere(string host) =>
        host.StartsWith('/')
        || host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));

    private static string Bytes(long bytes) => bytes.ToString("N0", CultureInfo.InvariantCulture);
}

/// <summary>What was found out about room.</summary>
/// <param name="Problems">Where it does not suffice, with the bytes that are missing.</param>
/// <param name="Unseen">What cannot be seen from here; <c>null</c> where all can.</param>
internal sealed record SpaceFindings(IReadOnlyList<string> Problems, string? Unseen);
