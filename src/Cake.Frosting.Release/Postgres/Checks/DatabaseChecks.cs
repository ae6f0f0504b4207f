using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Postgres;

/// <summary>The step that finds out beforehand whether a database can be backed up, fenced and restored.</summary>
public static class DatabaseChecks
{
    private const int OldestServer = 10;

    private const string Query = """
        SELECT r.rolsuper, r.rolcreatedb, pg_has_role(d.datdba, 'MEMBER'), pg_get_userbyid(d.datdba)
        FROM pg_catalog.pg_roles r, pg_catalog.pg_database d
        WHERE r.rolname = current_user AND d.datname = current_database()
        """;

    /// <summary>
    /// <c>preflight/database:NAME</c>: the connection, the programs' version, prepared transactions, and every right
    /// that is needed, with the statement that grants it. What a backup needs is for <see cref="BackupChecks"/>.
    /// </summary>
    /// <param name="target">The database.</param>
    /// <param name="tools">PostgreSQL's programs.</param>
    /// <param name="backup">How it is backed up.</param>
    /// <param name="isMigrated">Whether the release migrates it: then it is fenced, and the write-ahead log read.</param>
    public static Step For(DatabaseTarget target, PostgresTools tools, BackupOptions backup, bool isMigrated)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(backup);
        var sentence = Instruction.Manual(
            $"Check that the database {target.Name} at {target.Server} can be reached, dumped, fenced and renamed"
        );
        return new Step
        {
            Id = $"preflight/database:{target.Label}",
            Stage = Stage.Preflight,
            Title = $"Check the database {target.Name}",
            Instructions = [sentence],
            After = [],
            Act = async (context, cancellationToken) =>
            {
                context.Issue(sentence);
                var isRestored = backup.Verify == BackupVerification.Restore;
                var (problems, notes) = await FindAsync(
                        target,
                        tools,
                        isRestored,
                        isMigrated,
                        cancellationToken
                    )
                    .ConfigureAwait(false);
                foreach (var note in notes)
                {
                    context.Progress(note);
                }

                if (problems.Count > 0)
                {
                    throw new ReleaseRefusedException(
                        $"The database {target.Name} at {target.Server} cannot be released:\n    - {string.Join("\n    - ", problems)}"
                    );
                }
            },
        };
    }

    private static async Task<RightsFindings> FindAsync(
        DatabaseTarget target,
        PostgresTools tools,
        bool isRestored,
        bool isMigrated,
        CancellationToken cancellationToken
    )
    {
        var problems = new List<string>();
        await using var session = await Session
            .OpenAsync(target.Server, target.Name, cancellationToken)
            .ConfigureAwait(false);
        if (session.Major < OldestServer)
        {
            // Nothing else could be asked: 9.6 has other names for all that is looked at.
            throw new ReleaseRefusedException(
                $"The server of {target.Name} is of version {session.Major}; {OldestServer} is the oldest that can be backed up and fenced.",
                "Bring it to a newer version first, in a maintenance of its own."
            );
        }

        if (tools.Version.Major < session.Major)
        {
            problems.Add(
                $"pg_dump is of version {tools.Version} and the server of {session.Major}: install the programs of version {session.Major}."
            );
        }

        var (super, create, owner, ownerName) = (
            await session
                .QueryAsync(
                    Query,
                    row => (row.GetBoolean(0), row.GetBoolean(1), row.GetBoolean(2), row.GetString(3)),
                    cancellationToken
                )
                .ConfigureAwait(false)
        )[0];
        if (!super && !(create && owner))
        {
            problems.Add(
                $"{target.Server.User} may not create, rename and fence it: make it a member of {ownerName}, with CREATEDB."
            );
        }

        var prepared = await session
            .QueryAsync(new Fence(target).FindPrepared, row => row.GetString(0), cancellationToken)
            .ConfigureAwait(false);
        if (prepared.Count > 0)
        {
            problems.Add(
                $"{prepared.Count} prepared transactions wait to be committed ({prepared[0]}): finish them with COMMIT PREPARED or ROLLBACK PREPARED."
            );
        }

        var found = super
            ? new RightsFindings([], [])
            : await new Rights(session)
                .FindAsync(isRestored, isMigrated, cancellationToken)
                .ConfigureAwait(false);
        return new RightsFindings(
            [.. problems, .. found.Problems],
            [
                .. found.Notes,
                .. isMigrated
                    ? await LogAsync(target, cancellationToken).ConfigureAwait(false)
                    : Array.Empty<string>(),
            ]
        );
    }

    private static async Task<IReadOnlyList<string>> LogAsync(
        DatabaseTarget target,
        CancellationToken cancellationToken
    )
    {
        await using var maintenance = await Session
            .MaintainAsync(target.Server, cancellationToken)
            .ConfigureAwait(false);
        return await WalRights.FindAsync(maintenance, cancellationToken).ConfigureAwait(false);
    }
}
