namespace Cake.Frosting.Release.Postgres;

/// <summary>
/// Which rights are missing to dump, restore and fence a database, each with the statement that grants it. A superuser
/// has them all.
/// </summary>
/// <param name="session">A connection to the database.</param>
internal sealed class Rights(Session session)
{
    private const int Named = 5;

    private string Me => SqlText.Identifier(session.Server.User);

    /// <summary>What is missing.</summary>
    /// <param name="isRestored">Whether its backup is proven by a restore.</param>
    /// <param name="isFenced">Whether the release keeps others out of it.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public async Task<RightsFindings> FindAsync(
        bool isRestored,
        bool isFenced,
        CancellationToken cancellationToken
    )
    {
        List<string> problems = [.. await ReadingAsync(cancellationToken).ConfigureAwait(false)];
        if (isRestored)
        {
            problems.AddRange(await RestoringAsync(cancellationToken).ConfigureAwait(false));
        }

        var strangers = isFenced
            ? await session
                .QueryAsync(
                    RightsQueries.Strangers,
                    row => (Name: row.GetString(0), IsSuper: row.GetBoolean(1)),
                    cancellationToken
                )
                .ConfigureAwait(false)
            : [];
        if (strangers.Any(stranger => !stranger.IsSuper))
        {
            problems.Add(
                $"{session.Server.User} may not end the sessions of {List(strangers.Where(one => !one.IsSuper).Select(one => one.Name))}: GRANT pg_signal_backend TO {Me};"
            );
        }

        return new RightsFindings(
            problems,
            [
                .. strangers
                    .Where(stranger => stranger.IsSuper)
                    .Select(stranger =>
                        $"{stranger.Name} is connected to {session.Database}, and only a superuser may end a superuser's session: it has to be gone before Stop"
                    ),
            ]
        );
    }

    private async Task<IReadOnlyList<string>> ReadingAsync(CancellationToken cancellationToken)
    {
        var problems = new List<string>();
        if (
            await NamesAsync(RightsQueries.Unreadable, cancellationToken).ConfigureAwait(false) is
            { Count: > 0 } tables
        )
        {
            problems.Add(
                $"{session.Server.User} may not read {List(tables)}: "
                    + (
                        session.Major >= 14
                            ? $"GRANT pg_read_all_data TO {Me};"
                            : $"GRANT USAGE ON SCHEMA, and SELECT ON ALL TABLES and ALL SEQUENCES IN SCHEMA, of each of their schemas TO {Me};"
                    )
            );
        }

        if (
            await NamesAsync(RightsQueries.Hidden, cancellationToken).ConfigureAwait(false) is
            { Count: > 0 } hidden
        )
        {
            problems.Add(
                $"policies hide rows of {List(hidden)} from {session.Server.User}, and pg_dump refuses to leave them out: ALTER ROLE {Me} BYPASSRLS;"
            );
        }

        problems.AddRange(
            (await NamesAsync(RightsQueries.LargeObjects, cancellationToken).ConfigureAwait(false)).Select(
                owner =>
                    $"{session.Server.User} may not read the large objects of {owner}: GRANT {owner} TO {Me};"
            )
        );
        return problems;
    }

    private async Task<IReadOnlyList<string>> RestoringAsync(CancellationToken cancellationToken)
    {
        var owners = await NamesAsync(RightsQueries.Owners, cancellationToken).ConfigureAwait(false);
        var extensions = await NamesAsync(RightsQueries.Extensions, cancellationToken).ConfigureAwait(false);
        return
        [
            .. owners.Select(owner =>
                $"what {owner} owns beside the database's owner only a superuser can restore, so the backup cannot be proven: connect as a superuser, let one role own all, or say 'verify: list'."
            ),
            .. extensions.Select(extension =>
                $"only a superuser creates the extension {extension}, so the backup cannot be proven by a restore: connect as a superuser, or say 'verify: list'."
            ),
        ];
    }

    private Task<IReadOnlyList<string>> NamesAsync(string query, CancellationToken cancellationToken) =>
        session.QueryAsync(query, row => row.GetString(0), cancellationToken);

    private static string List(IEnumerable<string> names)
    {
        var all = names.ToList();
        return string.Join(", ", all.Take(Named))
            + (all.Count > Named ? $" and {all.Count - Named} more" : "");
    }
}

/// <summary>What was found out about rights.</summary>
/// <param name="Problems">What makes the release fail, with the way out.</param>
/// <param name="Notes">What makes it slower, or may get in its way.</param>
internal sealed record RightsFindings(IReadOnlyList<string> Problems, IReadOnlyList<string> Notes);
