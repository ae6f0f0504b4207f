using Cake.Frosting.Release.Files;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Platforms.Processes;

/// <summary>The link <c>current</c>: which version is set.</summary>
internal static class CurrentLink
{
    /// <summary>Sets the version.</summary>
    public static Step Step(ProcessLayout layout, ReleaseIdentity release) =>
        new()
        {
            Id = "pull/current",
            Stage = Stage.Pull,
            Title = $"Set the version to {release.Version}",
            Instructions = [Planned(layout, release.Version)],
            TakesServiceDown = true,
            Act = (context, _) =>
            {
                Set(layout, release.Version, context);
                return Task.CompletedTask;
            },
            Undo = new Undo
            {
                Title = $"Set the version back to {release.PreviousVersion ?? "none"}",
                Instructions = [Planned(layout, release.PreviousVersion)],
                Act = (context, _) =>
                {
                    Set(layout, release.PreviousVersion, context);
                    return Task.CompletedTask;
                },
            },
        };

    private static Instruction Planned(ProcessLayout layout, string? version) =>
        Instruction.Manual(
            version is null
                ? $"Remove the link {layout.Current}"
                : $"Point the link {layout.Current} at releases/{version}"
        );

    /// <summary>Points the link at a version, in one instant; <c>null</c> removes it.</summary>
    private static void Set(ProcessLayout layout, string? version, StepContext context)
    {
        context.Issue(Planned(layout, version));
        if (version is null)
        {
            File.Delete(layout.Current);
            return;
        }

        // Relative, so that the whole directory can be moved.
        SymbolicLink.Replace(layout.Current, Path.Combine("releases", version));
    }
}
