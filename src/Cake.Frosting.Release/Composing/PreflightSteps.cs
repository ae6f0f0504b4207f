using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Postgres;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Composing;

/// <summary>What is checked before anything is changed, besides git and platform: secrets, databases, disk space.</summary>
internal static class PreflightSteps
{
    /// <summary>A dump, a scratch database and a clone may each be as large as the database, and logs grow too.</summary>
    private const double SpaceFactor = 3.5;

    public static IEnumerable<Step> Of(Rooms rooms)
    {
        yield return Secrets(rooms);
        foreach (var room in rooms.Databases.Values)
        {
            yield return Database(rooms, room);
        }
    }

    private static Step Secrets(Rooms rooms) =>
        new()
        {
            Id = "preflight/secrets",
            Stage = Stage.Preflight,
            Title = "Check that every secret is there",
            After = [],
            RunsAgain = true,
            Act = (_, _) =>
            {
                var missing = rooms
                    .Configuration.Secrets.Where(secret => !secret.IsAvailable)
                    .Select(secret => secret.Name)
                    .ToList();
                return missing.Count == 0
                    ? Task.CompletedTask
                    : throw new ReleaseRefusedException(
                        $"{rooms.Configuration.SourceFile} names secrets that are not set: {string.Join(", ", missing)}.",
                        "Set them as environment variables, for example from your CI's secret store."
                    );
            },
        };

    private static Step Database(Rooms rooms, DatabaseRoom room)
    {
        var target = room.Target;
        return new Step
        {
            Id = $"preflight/database:{target.Label}",
            Stage = Stage.Preflight,
            Title = $"Check access to the database {target.Name} and the space to back it up",
            Instructions = [Instruction.Sql(target.Label, DatabaseAccess.Query)],
            After = ["preflight/secrets"],
            Act = async (context, cancellationToken) =>
            {
                context.Issue(Instruction.Sql(target.Label, DatabaseAccess.Query));
                var access = await DatabaseAccess.AskAsync(target, cancellationToken).ConfigureAwait(false);
                access.Check(target);
                CheckSpace(rooms, target, access.Bytes);
            },
        };
    }

    private static void CheckSpace(Rooms rooms, DatabaseTarget target, long bytes)
    {
        var directory = new DirectoryInfo(rooms.Configuration.Backup.Directory);
        while (!directory.Exists && directory.Parent is not null)
        {
            directory = directory.Parent;
        }

        var free = new DriveInfo(directory.FullName).AvailableFreeSpace;
        var needed = (long)(bytes * SpaceFactor);
        if (free < needed)
        {
            throw new ReleaseRefusedException(
                $"{target.Name} has {bytes:N0} bytes; its dump, its proof and its clone can need {needed:N0} bytes, and {directory.FullName} has {free:N0} free.",
                $"Free {needed - free:N0} bytes there, or set backup/directory to another file system."
            );
        }
    }
}
