using Cake.Frosting.Release.Configuration;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Composing;

/// <summary>The project's own commands before and after a stage, from <c>before:</c> and <c>after:</c>.</summary>
internal static class HookSteps
{
    public static IEnumerable<Step> Before(Rooms rooms, ReleaseIdentity release) =>
        Of(rooms, release, rooms.Configuration.Before, "before");

    public static IEnumerable<Step> After(Rooms rooms, ReleaseIdentity release) =>
        Of(rooms, release, rooms.Configuration.After, "after");

    private static IEnumerable<Step> Of(
        Rooms rooms,
        ReleaseIdentity release,
        IReadOnlyDictionary<Stage, IReadOnlyList<Hook>> hooks,
        string when
    ) => from stage in hooks from hook in stage.Value select StepOf(rooms, release, stage.Key, when, hook);

    private static Step StepOf(Rooms rooms, ReleaseIdentity release, Stage stage, string when, Hook hook)
    {
        var values = rooms.ValuesOf(release);
        var place = hook.Service is null ? rooms.Place : rooms.Platform.OnceIn(hook.Service, release);
        var directory = hook.Service is null ? rooms.Configuration.ProjectDirectory : null;
        var command = values.Fill(hook.Command, directory);
        var undo = hook.Undo is null ? null : values.Fill(hook.Undo, directory);
        return new Step
        {
            Id = $"{stage.ToString().ToLowerInvariant()}/{when}:{hook.Name}",
            Stage = stage,
            Title = hook.Name,
            Instructions = [Instruction.Run(place, command)],
            Deadline = hook.Deadline,
            WarnOnly = stage == Stage.Announce,
            Act = (context, cancellationToken) => context.RunAsync(place, command, cancellationToken),
            Undo = undo is null
                ? null
                : new Undo
                {
                    Title = $"Take back: {hook.Name}",
                    Instructions = [Instruction.Run(place, undo)],
                    Act = (context, cancellationToken) => context.RunAsync(place, undo, cancellationToken),
                },
        };
    }
}
