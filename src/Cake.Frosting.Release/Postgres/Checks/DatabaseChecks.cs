using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Postgres;

/// <summary>The step that finds out beforehand whether a database can be backed up, fenced and restored.</summary>
public static class DatabaseChecks
{
    private const string Query = """
        SELECT r.rolsuper, r.rolcreatedb, pg_has_role(d.datdba, 'MEMBER'), pg_get_userbyid(d.datdba)
        FROM pg_catalog.pg_roles r, pg_catalog.pg_database d
        WHERE r.rolname = current_user AND d.datname = current_database()
        """;

    /// <summary>
    /// <c>preflight/database:NAME</c>: the connection, the programs' version, the rights, and prepared transactions.
    /// What a backup needs is for <see cref="BackupChecks"/>.
    /// </summary>
    /// <param name="target">The database.</param>
    /// <param name="tools">PostgreSQL's programs.</param>
    /// <param name="migrations">Its migrations in SQL files; <c>null</c> where there are none.</param>
    public static Step For(DatabaseTarget target, PostgresTools tools, MigrationOptions? migrations)
    {
        ArgumentNullException.ThrowIfNull(target);
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
                var problems = await FindAsync(target, tools, migrations, cancellationToken)
                    .ConfigureAwait(false);
                if (problems.Count > 0)
                {
                    throw new ReleaseRefusedException(
                        $"The database {target.Name} at {target.Server} cannot be released:\n    - {string.Join("\n    - ", problems)}"
                    );
                }
            },
        };
    }

    private static async Task<IReadOnlyList<string>> FindAsync(
        DatabaseTarget target,
        PostgresTools tools,
        MigrationOptions? migrations,
        CancellationToken cancellationToken
    )
    {
        var problems = new List<string>();
        await using var session = await Session
            .OpenAsync(target.Server, target.Name, cancellationToken)
            .ConfigureAwait(false);
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

        if (migrations is not null)
        {
            var plan = await new Migrator(target, migrations)
                .PlanAsync(cancellationToken)
                .ConfigureAwait(false);
            problems.AddRange(plan.Problems);
        }

        return problems;
    }
}
