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
        var check = Conditions.CheckOf(rooms, rooms.ValuesOf(release), section);
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
                Conditions.UntilAsync(check, section.Name, section, context, cancellationToken),
        };
    }
}
