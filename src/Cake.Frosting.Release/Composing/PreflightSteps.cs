using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Postgres;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Composing;

/// <summary>What is checked before anything is changed, besides git and platform: secrets and databases.</summary>
internal static class PreflightSteps
{
    public static IEnumerable<Step> Of(Rooms rooms) =>
        rooms.Databases.Values.SelectMany(room => Of(rooms, room)).Prepend(Secrets(rooms));

    private static IEnumerable<Step> Of(Rooms rooms, DatabaseRoom room)
    {
        var isMigrated = rooms.Configuration.Migrations.Any(migration =>
            rooms.Databases[migration.Database] == room
        );
        var options = DatabaseSteps.BackupOf(rooms, room);
        var database = DatabaseChecks.For(room.Target, room.Tools, options, isMigrated) with
        {
            After = ["preflight/secrets"],
        };
        var backup = BackupChecks.For(room.Target, room.Tools, options, isMigrated) with
        {
            After = [database.Id],
        };
        return [database, backup];
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
}
