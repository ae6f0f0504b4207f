namespace Cake.Frosting.Release.Versions;

/// <summary>Takes the step from the last version to the next.</summary>
public static class NextVersion
{
    /// <summary>The next version by the changes themselves.</summary>
    /// <param name="request">How the version is found.</param>
    /// <param name="last">The version before; <c>null</c> for the first release.</param>
    /// <param name="reason">How great a step the changes ask for, and how that is known.</param>
    public static VersionDecision ByChanges(VersionRequest request, IReleaseVersion? last, BumpReason reason)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(reason);
        if (last is null)
        {
            return First(request);
        }

        var isShifted = request.ShiftBeforeFirstMajor && last is SemanticVersion { Major: 0 };
        var bump = isShifted && reason.Bump > VersionBump.Patch ? reason.Bump - 1 : reason.Bump;
        var because =
            $"{Name(bump)}, because {reason.Because}"
            + (bump == reason.Bump ? "" : " (before 1.0.0 every step is one smaller)");
        return Decide(request, request.Scheme.Next(last, bump), last, because);
    }

    /// <summary>The next version by the step that the user asked for.</summary>
    /// <param name="request">How the version is found.</param>
    /// <param name="last">The version before; <c>null</c> for the first release.</param>
    /// <param name="bump">The step.</param>
    public static VersionDecision ByBump(VersionRequest request, IReleaseVersion? last, VersionBump bump)
    {
        ArgumentNullException.ThrowIfNull(request);
        return last is null
            ? First(request)
            : Decide(
                request,
                request.Scheme.Next(last, bump),
                last,
                $"{Name(bump)}, because --bump={Name(bump)} was given"
            );
    }

    internal static VersionDecision Decide(
        VersionRequest request,
        IReleaseVersion version,
        IReleaseVersion? last,
        string because,
        bool isContinued = false
    ) => new(version.Text, request.Tags.TagOf(version.Text), last?.Text, because, isContinued);

    private static VersionDecision First(VersionRequest request)
    {
        var version = VersionErrors.Parse(
            request.Scheme,
            request.Scheme.First ?? request.First,
            "version/initial in the configuration"
        );
        return new VersionDecision(
            version.Text,
            request.Tags.TagOf(version.Text),
            null,
            "the first release, because there is no earlier version"
        );
    }

    private static string Name(VersionBump bump) =>
        bump switch
        {
            VersionBump.Major => "major",
            VersionBump.Minor => "minor",
            VersionBump.Patch => "patch",
            _ => "prerelease",
        };
}
