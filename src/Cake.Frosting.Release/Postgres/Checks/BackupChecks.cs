using Cake.Frosting.Release.Commands;
using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Postgres;

/// <summary>The step that finds out beforehand whether a database can be backed up as it is asked for.</summary>
public static class BackupChecks
{
    /// <summary>
    /// <c>preflight/backup:NAME</c>: the format against pg_dump's version, the programs that compress and encrypt, the
    /// keys, and the room for the dump, the database that it is proven in, and a clone.
    /// </summary>
    /// <param name="target">The database.</param>
    /// <param name="tools">PostgreSQL's programs.</param>
    /// <param name="options">How it is backed up.</param>
    /// <param name="mayClone">Whether the release may clone the database under the fence.</param>
    public static Step For(DatabaseTarget target, PostgresTools tools, BackupOptions options, bool mayClone)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(options);
        var sentence = Instruction.Manual(
            $"Check that there are the programs, the keys and the room to back {target.Name} up into {options.Directory}"
        );
        return new Step
        {
            Id = $"preflight/backup:{target.Label}",
            Stage = Stage.Preflight,
            Title = $"Check that {target.Name} can be backed up",
            Instructions = [sentence],
            After = [],
            Act = async (context, cancellationToken) =>
            {
                context.Issue(sentence);
                List<string> problems =
                [
                    .. Format(options, tools),
                    .. await ProgramsAsync(context, options, tools, cancellationToken).ConfigureAwait(false),
                    .. await RoomAsync(context, target, options, mayClone, cancellationToken)
                        .ConfigureAwait(false),
                ];
                if (problems.Count > 0)
                {
                    throw new ReleaseRefusedException(
                        $"The database {target.Name} at {target.Server} cannot be backed up:\n    - {string.Join("\n    - ", problems)}"
                    );
                }
            },
        };
    }

    private static IEnumerable<string> Format(BackupOptions options, PostgresTools tools) =>
        DumpLayout.Refusal(options, tools) is { } refusal ? [$"{refusal.Problem} {refusal.WayOut}"] : [];

    private static async Task<IReadOnlyList<string>> ProgramsAsync(
        StepContext context,
        BackupOptions options,
        PostgresTools tools,
        CancellationToken cancellationToken
    )
    {
        var problems = new List<string>();
        if (DumpLayout.Of(options, tools) is { IsStreamed: true } layout)
        {
            await TryAsync(
                    new Command(layout.Compression.Program!, "--version"),
                    $"install it (on Debian: apt-get install {layout.Compression.Program}), or choose another compression."
                )
                .ConfigureAwait(false);
        }

        if (options.Encryption is { } encryption)
        {
            // Nothing, encrypted for the recipients: whoever is not known makes it fail.
            await TryAsync(encryption.Encrypt(), "correct the recipients in backup/encrypt.")
                .ConfigureAwait(false);
            if (encryption.Identity is { } identity && !Path.Exists(identity))
            {
                problems.Add($"the identity {identity} that decrypts it is not there.");
            }
        }

        return problems;

        async Task TryAsync(Command command, string wayOut)
        {
            try
            {
                await context.LookAsync(new ThisMachine(), command, cancellationToken).ConfigureAwait(false);
            }
            catch (CommandFailedException exception)
            {
                problems.Add($"{exception.Problem}\n      {wayOut}");
            }
        }
    }

    private static async Task<IReadOnlyList<string>> RoomAsync(
        StepContext context,
        DatabaseTarget target,
        BackupOptions options,
        bool mayClone,
        CancellationToken cancellationToken
    )
    {
        await using var session = await Session
            .OpenAsync(target.Server, target.Name, cancellationToken)
            .ConfigureAwait(false);
        var found = await new SpaceCheck(target, options, mayClone)
            .FindAsync(session, cancellationToken)
            .ConfigureAwait(false);
        if (found.Unseen is { } unseen)
        {
            context.Progress(unseen);
        }

        var isSuper =
            options.Globals != GlobalsBackup.WithPasswords
            || await session
                .ScalarAsync<bool>(
                    "SELECT rolsuper FROM pg_catalog.pg_roles WHERE rolname = current_user",
                    cancellationToken
                )
                .ConfigureAwait(false);
        return isSuper
            ? found.Problems
            :
            [
                .. found.Problems,
                $"{target.Server.User} may not read the passwords of roles: say 'globals: without-passwords', or connect as a superuser.",
            ];
    }
}
