using Cake.Frosting.Release.Platforms.Compose.Files;
using Cake.Frosting.Release.Platforms.Processes;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Platforms.Compose;

/// <summary>
/// Versions that are directories with compose files of their own. The old version's services are stopped and come back
/// from its own directory, whatever the link says.
/// </summary>
/// <param name="parts">What the steps are made with.</param>
/// <param name="directories">The directories.</param>
internal sealed class DirectoryVersions(ComposeParts parts, VersionDirectories directories) : IVersions
{
    /// <inheritdoc/>
    public string? Current(ReleasedServices services) => directories.Layout.CurrentVersion();

    /// <inheritdoc/>
    public string DirectoryOf(string version) => directories.Layout.DirectoryOf(version);

    /// <inheritdoc/>
    public OncePlace New(string service, ReleaseIdentity release) =>
        new(At(release.Version), parts.OneOffOf(service));

    /// <inheritdoc/>
    public OncePlace Old(string service, ReleaseIdentity release) =>
        new(At(directories.Before(release)), parts.OneOffOf(service));

    /// <inheritdoc/>
    public string? VersionOf(ReleasedServices services, string service, ContainerState container) =>
        VersionDirectories.VersionOf(container);

    /// <inheritdoc/>
    public string? ProblemOf(IReadOnlyList<ContainerState> containers) => directories.ProblemOf(containers);

    /// <inheritdoc/>
    public IReadOnlyList<Step> Steps(ReleaseIdentity release)
    {
        var before = directories.Before(release);
        ComposeProject ReadOld() => parts.ReadAt(DirectoryOf(before));
        var services = new ReleasedServices(parts.Configuration, ReadOld());
        services.Check();
        var made = new DirectorySteps(parts, directories);
        var files = made.Files(parts.ValuesOf(release, release.Version, DirectoryOf(release.Version)));
        var old = parts.TiersOf(release, At(before), DirectoryOf) with { Version = before };
        var next = parts.TiersOf(release, At(release.Version), DirectoryOf) with
        {
            Version = release.Version,
        };
        var tiers = services.Tiers().Select(tier => new ServiceTier(tier, old, next)).ToList();
        return
        [
            ComposePreflight.Files(ReadOld, At(before), services, new Dictionary<string, string>()),
            parts.OneOffs.AtBegin(),
            files.Fetch(release),
            made.Images(release),
            .. tiers.AsEnumerable().Reverse().Select(tier => tier.Stop(release)),
            CurrentLink.Step(directories.Layout, release),
            parts.OneOffs.BeforeStart(),
            .. tiers.Select(tier => tier.Start(release, made.NewImageOf)),
            .. parts.SnapshotsOf(release, services.Names, tiers),
            files.Prune(release),
        ];
    }

    private ComposeCommands At(string version) => parts.Commands with { Directory = DirectoryOf(version) };
}
