using Cake.Frosting.Release.Checks;
using Cake.Frosting.Release.Configuration;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Composing;

/// <summary>The checks that a release must pass before it is live; each ends at its deadline.</summary>
internal static class VerifySteps
{
    public static IEnumerable<Step> Of(Rooms rooms, ReleaseIdentity release) =>
        rooms.Configuration.Verify.Select(check => StepOf(rooms, release, check));

    private static Step StepOf(Rooms rooms, ReleaseIdentity release, Check section)
    {
        var check = CheckOf(rooms, rooms.ValuesOf(release), section);
        return new Step
        {
            Id = $"verify/{section.Name}",
            Stage = Stage.Verify,
            Title = $"Check: {section.Name}",
            Instructions = [check.Instruction],
            After = [],
            WarnOnly = section.WarnOnly,
            RunsAgain = true,
            Act = (context, cancellationToken) =>
                Waiting.UntilAsync(
                    check,
                    section.Name,
                    section.Deadline,
                    section.Interval,
                    context,
                    cancellationToken
                ),
        };
    }

    private static ICheck CheckOf(Rooms rooms, PlaceholderValues values, Check section) =>
        section switch
        {
            { Http: { } http } => new HttpProbe(rooms.Client, http.Url)
            {
                Status = http.Status,
                Contains = http.Contains is null ? null : values.Fill(http.Contains),
                Matches = http.Matches,
                Headers = http.Headers.ToDictionary(
                    header => header.Key,
                    header => values.Fill(header.Value)
                ),
            },
            { Command: { } command } => new CommandProbe(
                command.Service is null ? rooms.Place : rooms.Platform.Inside(command.Service),
                values.Fill(command.Command, command.Service is null ? values.Find("directory") : null) with
                {
                    SuccessCodes = [command.ExitCode],
                }
            )
            {
                Contains = command.Contains is null ? null : values.Fill(command.Contains),
            },
            { Sql: { } sql } => new SqlProbe(rooms.Databases[sql.Database].Target, sql, values),
            _ => throw new InvalidOperationException($"The check '{section.Name}' is of no kind."),
        };
}
