using Cake.Frosting.Release.Files;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Platforms.Processes;

/// <summary>The link <c>current</c>: which version is set.</summary>
internal static class CurrentLink
{
    public static Instruction Planned(ProcessLayout layout, string? version) =>
        Instruction.Manual(
            version is null
                ? $"Remove the link {layout.Current}"
                : $"Point the link {layout.Current} at releases/{version}"
        );

    /// <summary>Points the link at a version, in one instant; <c>null</c> removes it.</summary>
    public static void Set(ProcessLayout layout, string? version, StepContext context)
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
