using System.Collections.Concurrent;

namespace Cake.Frosting.Release.Postgres;

/// <summary>
/// Fingerprints a database over several connections that all see the same. Hashing happens in the server: no
/// row leaves it.
/// </summary>
/// <param name="sessions">
/// The connections, in transactions of one snapshot, or in none where nobody else can write.
/// </param>
internal sealed class FingerprintReader(IReadOnlyList<Session> sessions)
{
    private Session First => sessions[0];

    public async Task<Fingerprint> ReadAsync(
        IReadOnlyList<string> excludePatterns,
        IReadOnlyList<SequenceFingerprint> sequencesBefore,
        Action<string>? progress,
        CancellationToken cancellationToken
    )
    {
        var excluded = await ExcludedTables
            .FindAsync(First, excludePatterns, cancellationToken)
            .ConfigureAwait(false);
        foreach (var session in sessions)
        {
            await session.ExecuteAsync(FingerprintQueries.Settings, cancellationToken).ConfigureAwait(false);
        }

        var found = await First
            .QueryAsync(
                FingerprintQueries.Tables,
                row => (Schema: row.GetString(0), Name: row.GetString(1), AsText: row.GetBoolean(2)),
                cancellationToken
            )
            .ConfigureAwait(false);
        var queue = new ConcurrentQueue<(string Schema, string Name, bool AsText)>(found);
        var tables = new ConcurrentBag<TableFingerprint>();
        await Task.WhenAll(
                sessions.Select(async session =>
                {
                    while (queue.TryDequeue(out var table))
                    {
                        var read = await ReadTableAsync(session, table, cancellationToken)
                            .ConfigureAwait(false);
                        tables.Add(read with { Excluded = excluded.Contains((table.Schema, table.Name)) });
                        progress?.Invoke(
                            $"{tables.Count} of {found.Count} tables hashed, {read.Label} with {read.Rows} rows"
                        );
                    }
                })
            )
            .ConfigureAwait(false);

        var (objects, objectHash) = (
            await First
                .QueryAsync(
                    FingerprintQueries.LargeObjects,
                    row => (row.GetInt64(0), row.GetString(1)),
                    cancellationToken
                )
                .ConfigureAwait(false)
        )[0];
        var catalog = await First
            .ScalarAsync<string>(FingerprintQueries.Catalog, cancellationToken)
            .ConfigureAwait(false);
        return new Fingerprint(
            [.. tables.OrderBy(table => table.Label, StringComparer.Ordinal)],
            sequencesBefore,
            objects,
            objectHash,
            catalog
        );
    }

    /// <summary>Reads where all sequences stand now; given an earlier reading, as the state after it.</summary>
    public static async Task<IReadOnlyList<SequenceFingerprint>> ReadSequencesAsync(
        Session session,
        IReadOnlyList<SequenceFingerprint>? before,
        CancellationToken cancellationToken
    )
    {
        var names =
            before?.Select(sequence => (sequence.Schema, sequence.Name, sequence.Cycles)).ToList()
            ?? await session
                .QueryAsync(
                    FingerprintQueries.Sequences,
                    row => (row.GetString(0), row.GetString(1), row.GetBoolean(2)),
                    cancellationToken
                )
                .ConfigureAwait(false);
        var sequences = new List<SequenceFingerprint>();
        for (var i = 0; i < names.Count; i++)
        {
            var (schema, name, cycles) = names[i];
            var (value, called) = (
                await session
                    .QueryAsync(
                        FingerprintQueries.State(SqlText.Identifier(schema, name)),
                        row => (row.GetInt64(0), row.GetBoolean(1)),
                        cancellationToken
                    )
                    .ConfigureAwait(false)
            )[0];
            sequences.Add(
                before is null
                    ? new SequenceFingerprint(schema, name, value, called, value, called, cycles)
                    : before[i] with
                    {
                        After = value,
                        CalledAfter = called,
                    }
            );
        }

        return sequences;
    }

    private static async Task<TableFingerprint> ReadTableAsync(
        Session session,
        (string Schema, string Name, bool AsText) table,
        CancellationToken cancellationToken
    )
    {
        var name = SqlText.Identifier(table.Schema, table.Name);
        // hash_record_extended came with version 14.
        if (!table.AsText && session.Major >= 14)
        {
            var inTransaction = session.InTransaction;
            if (inTransaction)
            {
                await session.ExecuteAsync("SAVEPOINT hash", cancellationToken).ConfigureAwait(false);
            }

            try
            {
                return await ReadAsync(session, table, name, "record", cancellationToken)
                    .ConfigureAwait(false);
            }
            catch (Exception exception) when (PostgresErrors.IsState(exception, "42883"))
            {
                // A type without hash support, such as json, xml or point: the row's text is hashed instead.
                if (inTransaction)
                {
                    await session
                        .ExecuteAsync("ROLLBACK TO SAVEPOINT hash", cancellationToken)
                        .ConfigureAwait(false);
                }
            }
        }

        return await ReadAsync(session, table, name, "text", cancellationToken).ConfigureAwait(false);
    }

    private static async Task<TableFingerprint> ReadAsync(
        Session session,
        (string Schema, string Name, bool AsText) table,
        string qualifiedName,
        string method,
        CancellationToken cancellationToken
    )
    {
        var (rows, hash) = (
            await session
                .QueryAsync(
                    FingerprintQueries.Rows(qualifiedName, method),
                    row => (row.GetInt64(0), row.GetString(1)),
                    cancellationToken
                )
                .ConfigureAwait(false)
        )[0];
        return new TableFingerprint(table.Schema, table.Name, rows, hash, method);
    }
}
